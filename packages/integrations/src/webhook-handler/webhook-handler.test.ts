import { createHmac } from "node:crypto";

import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";

import { InvalidSignatureError } from "../contracts/errors.ts";
import { hearEtsy } from "../etsy/index.ts";
import { type SignatureScheme, signatureVerifiers } from "../signatures/index.ts";
import { createWebhookHandler, takeWebhooks } from "./index.ts";

const secrets = "a-secret-that-both-know";
const rawBody = Buffer.from('{"eventId":"e-1","event":"stock.changed"}');
const digest = (message: string, encoding: "hex" | "base64") =>
  createHmac("sha256", secrets).update(message).digest(encoding);
const hex = digest(rawBody.toString(), "hex");

test("GitHub's deliveries are known by their id, and refused without one", async () => {
  const headers = { "x-hub-signature-256": `sha256=${hex}`, "x-github-delivery": "d-1", "x-github-event": "push" };
  const source = takeWebhooks("github", secrets);
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
    return takeWebhooks("shopify", secrets).readWebhook({ rawBody, headers });
  };
  const created = await read("orders/create");
  expect(created).toMatchObject({ accountId: "havu.myshopify.com", topic: "orders/create" });
  expect((await read("orders/paid")).externalId).not.toBe(created.externalId);
});

test("messages are read from their body unless a sender says otherwise, and a body that names nothing is refused", async () => {
  const read = (body: string) => {
    const t = Math.floor(Date.now() / 1_000);
    const headers = new Headers({ "x-erp-signature": `t=${t},v1=${digest(`${t}.${body}`, "hex")}` });
    const verifySignature = signatureVerifiers.timestampedHeader("x-erp-signature");
    const source = createWebhookHandler({ secret: secrets, verifySignature, handlers: {} });
    return source.readWebhook({ rawBody: Buffer.from(body), headers });
  };
  expect(await read(rawBody.toString())).toEqual({ accountId: "", externalId: "e-1", topic: "stock.changed" });
  await expect(read("{}")).rejects.toBeInstanceOf(InvalidSignatureError);
  await expect(read("not json")).rejects.toBeInstanceOf(InvalidSignatureError);
});

test("Etsy's messages are known by the id that was signed, and belong to the shop that they name", async () => {
  const key = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;
  const read = (body: string) => {
    const now = new Date();
    const signature = new Webhook(key).sign("msg_1", now, body);
    const time = String(Math.floor(now.getTime() / 1_000));
    const headers = new Headers({ "webhook-id": "msg_1", "webhook-timestamp": time, "webhook-signature": signature });
    return hearEtsy({ secret: key }).readWebhook({ rawBody: Buffer.from(body), headers });
  };
  const named = { accountId: "7", externalId: "msg_1", topic: "order.paid" };
  expect(await read('{"event_type":"order.paid","shop_id":7}')).toEqual(named);
  await expect(read('{"shop_id":7}')).rejects.toBeInstanceOf(InvalidSignatureError);
});

test("nothing of a message is read before its signature fits", async () => {
  let described = 0;
  const source = createWebhookHandler({
    secret: secrets,
    verifySignature: signatureVerifiers.hmacHeader("x-wms-signature", { encoding: "hex" }),
    handlers: {},
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

test("a sender's own names are known: Stripe's and Standard Webhooks' from where they put them", async () => {
  const open = (verifySignature: SignatureScheme, secret: string) =>
    createWebhookHandler({ secret, verifySignature, handlers: {} });
  const t = Math.floor(Date.now() / 1_000);
  const event = '{"id":"evt_1","type":"charge.succeeded","account":"acct_1","data":{}}';
  const headers = new Headers({ "stripe-signature": `t=${t},v1=${digest(`${t}.${event}`, "hex")}` });
  expect(await open(signatureVerifiers.stripe, secrets).readWebhook({ rawBody: Buffer.from(event), headers })).toEqual({
    accountId: "acct_1",
    externalId: "evt_1",
    topic: "charge.succeeded",
  });
  const key = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;
  const signature = new Webhook(key).sign("msg_1", new Date(t * 1_000), rawBody.toString());
  const signed = new Headers({ "webhook-id": "msg_1", "webhook-timestamp": `${t}`, "webhook-signature": signature });
  const read = await open(signatureVerifiers.standardWebhooks, key).readWebhook({ rawBody, headers: signed });
  expect(read).toEqual({ accountId: "", externalId: "msg_1", topic: "stock.changed" });
});

test("tolerance is in seconds, and holds in both directions", async () => {
  const sentAt = 1_800_000_000;
  const open = (seconds: number) =>
    createWebhookHandler({
      secret: secrets,
      verifySignature: signatureVerifiers.timestampedHeader("x-erp-signature"),
      handlers: {},
      tolerance: 10,
      now: () => new Date(seconds * 1_000),
    });
  const headers = new Headers({
    "x-erp-signature": `t=${sentAt},v1=${digest(`${sentAt}.${rawBody.toString()}`, "hex")}`,
  });
  for (const seconds of [sentAt - 10, sentAt + 10])
    expect(await open(seconds).readWebhook({ rawBody, headers })).toMatchObject({ externalId: "e-1" });
  await expect(open(sentAt + 11).readWebhook({ rawBody, headers })).rejects.toThrow("too old");
  await expect(open(sentAt - 11).readWebhook({ rawBody, headers })).rejects.toThrow("from the future");
});

test("an empty secret stops the start", () => {
  const options = { verifySignature: signatureVerifiers.github, handlers: {} };
  expect(() => createWebhookHandler({ ...options, secret: "" })).toThrow(TypeError);
  expect(() => createWebhookHandler({ ...options, secret: ["good", ""] })).toThrow(TypeError);
});

const kept = {
  accountId: "",
  externalId: "e-1",
  headers: {},
  receivedAt: new Date(0),
  requestId: "r",
  signal: new AbortController().signal,
};

test("the handler of the topic is called, else that of the longest pattern, else nobody", async () => {
  const called: string[] = [];
  const note = (name: string) => () => void called.push(name);
  const handlers = { "order.paid": note("exact"), "order.*": note("order.*"), "or*": note("or*") };
  const verifySignature = signatureVerifiers.github;
  const source = createWebhookHandler({ secret: secrets, verifySignature, handlers });
  const outcomes: string[] = [];
  for (const topic of ["order.paid", "order.shipped", "orphan", "stock.changed", "constructor"])
    outcomes.push(await source.applyWebhook({ ...kept, topic, rawBody }));
  expect(called).toEqual(["exact", "order.*", "or*"]);
  expect(outcomes).toEqual(["processed", "processed", "processed", "ignored", "ignored"]);
});

test("a handler gets the body as JSON or as a form's fields, and the bytes of anything else", async () => {
  const payloads: unknown[] = [];
  const source = createWebhookHandler({
    secret: secrets,
    verifySignature: signatureVerifiers.github,
    handlers: { "*": ({ payload }) => void payloads.push(payload) },
  });
  const apply = (body: string, type: string) =>
    source.applyWebhook({ ...kept, topic: "t", rawBody: Buffer.from(body), headers: { "content-type": type } });
  await apply('{"a":1}', "application/json");
  await apply("a=1&b=%C3%A4", "application/x-www-form-urlencoded");
  await apply("<a/>", "text/xml");
  expect(payloads).toEqual([{ a: 1 }, { a: "1", b: "ä" }, undefined]);
});

test("what a handler throws is thrown", async () => {
  const handlers = { t: () => Promise.reject(new Error("the shelf fell over")) };
  const source = createWebhookHandler({ secret: secrets, verifySignature: signatureVerifiers.github, handlers });
  await expect(source.applyWebhook({ ...kept, topic: "t", rawBody })).rejects.toThrow("the shelf fell over");
});
