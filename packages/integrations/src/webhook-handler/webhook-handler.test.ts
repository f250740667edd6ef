import { createHmac } from "node:crypto";

import { expect, test } from "vitest";

import { InvalidSignatureError } from "../contracts/errors.ts";
import { signatureVerifiers } from "../signatures/index.ts";
import { createWebhookHandler, erpWebhooks, githubWebhooks, shopifyWebhooks } from "./index.ts";

const secrets = "a-secret-that-both-know";
const rawBody = Buffer.from('{"eventId":"e-1","event":"stock.changed"}');
const digest = (message: string, encoding: "hex" | "base64") =>
  createHmac("sha256", secrets).update(message).digest(encoding);
const hex = digest(rawBody.toString(), "hex");

test("GitHub's deliveries are known by their id, and refused without one", async () => {
  const headers = { "x-hub-signature-256": `sha256=${hex}`, "x-github-delivery": "d-1", "x-github-event": "push" };
  const source = githubWebhooks({ secrets });
  expect(await source.readWebhook({ rawBody, headers: new Headers(headers) })).toEqual({
    accountId: "",
    externalId: "d-1",
    topic: "push",
  });
  const unnamed = new Headers({ ...headers, "x-github-delivery": "" });
  await expect(source.readWebhook({ rawBody, headers: unnamed })).rejects.toThrow("x-github-delivery is missing");
});

test("one event of Shopify under two topics is two messages", async () => {
  const read = (topic: string) => {
    const headers = new Headers({
      "x-shopify-hmac-sha256": digest(rawBody.toString(), "base64"),
      "x-shopify-topic": topic,
      "x-shopify-webhook-id": "w-1",
      "x-shopify-shop-domain": "havu.myshopify.com",
    });
    return shopifyWebhooks({ secrets }).readWebhook({ rawBody, headers });
  };
  const created = await read("orders/create");
  expect(created).toMatchObject({ accountId: "havu.myshopify.com", topic: "orders/create" });
  expect((await read("orders/paid")).externalId).not.toBe(created.externalId);
});

test("the ERP's messages are read from their body, and a body that names nothing is refused", async () => {
  const read = (body: string) => {
    const t = Math.floor(Date.now() / 1_000);
    const headers = new Headers({ "x-erp-signature": `t=${t},v1=${digest(`${t}.${body}`, "hex")}` });
    return erpWebhooks({ secrets }).readWebhook({ rawBody: Buffer.from(body), headers });
  };
  expect(await read(rawBody.toString())).toEqual({ accountId: "", externalId: "e-1", topic: "stock.changed" });
  await expect(read("{}")).rejects.toBeInstanceOf(InvalidSignatureError);
  await expect(read("not json")).rejects.toBeInstanceOf(InvalidSignatureError);
});

test("nothing of a message is read before its signature fits", async () => {
  let described = 0;
  const source = createWebhookHandler({
    name: "wms",
    verifier: signatureVerifiers.hmacHeader("x-wms-signature", { secrets, encoding: "hex" }),
    describe() {
      described += 1;
      return { accountId: "", externalId: "1", topic: "t" };
    },
  });
  const forged = new Headers({ "x-wms-signature": "0".repeat(64) });
  await expect(source.readWebhook({ rawBody, headers: forged })).rejects.toBeInstanceOf(InvalidSignatureError);
  expect(described).toBe(0);
  await source.readWebhook({ rawBody, headers: new Headers({ "x-wms-signature": hex }) });
  expect(described).toBe(1);
});
