import { createHmac } from "node:crypto";

import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";

import { hearAmazon } from "../amazon/index.ts";
import { InvalidSignatureError, ProviderRefusedError } from "../contracts/errors.ts";
import type { MarketplaceHint } from "../contracts/marketplace.ts";
import type { WebhookSource } from "../contracts/webhook-source.ts";
import { hearEtsy } from "../etsy/index.ts";
import { loadAmazonModels } from "../testing/amazon-models.ts";
import { amazonSellerId, sellAtAmazon } from "../testing/amazon-seller.ts";
import { etsyShopId, sellAtEtsy } from "../testing/etsy-shop.ts";
import { type Door, type Knock, openDoor } from "../testing/open-door.ts";
import { type SandboxProcess, startSandbox } from "../testing/start-sandbox.ts";

// What signs the sandbox's webhooks where nothing else is set.
const etsySecret = "whsec_c2FuZGJveC1ldHN5LXdlYmhvb2stc2VjcmV0";
const amazonSecret = "sandbox_amazon_secret";
const anotherSecret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;

let door: Door;
let sandbox: SandboxProcess;

beforeAll(async () => {
  door = await openDoor();
  sandbox = await startSandbox({ webUrl: door.url });
});
afterAll(async () => {
  await sandbox.stop();
  await door.close();
});

test("a receipt that was paid at Etsy is heard of by its shop and number, and by no other secret", async () => {
  const [[receipt], knock] = await Promise.all([sellAtEtsy(sandbox, [{}], { notify: true }), door.knock()]);
  const { heard, source } = listening((hear) => hearEtsy({ secret: etsySecret, apiBase: `${sandbox.url}/etsy`, hear }));
  expect(knock.path).toBe("/api/webhooks/etsy");
  expect(await source.readWebhook(knock)).toMatchObject({ accountId: etsyShopId, topic: "order.paid" });
  expect(await apply(source, knock)).toBe("processed");
  expect(heard).toEqual([{ channel: "etsy", externalStoreId: etsyShopId, receipt }]);
  await expect(hearEtsy({ secret: anotherSecret }).readWebhook(knock)).rejects.toBeInstanceOf(InvalidSignatureError);
  expect(await hearEtsy({ secret: [anotherSecret, etsySecret] }).readWebhook(knock)).toBeDefined();
});

test.for([
  "http://169.254.169.254/v3/application/shops/7/receipts/8",
  "https://openapi.etsy.com.example.org/v3/application/shops/7/receipts/8",
  "https://openapi.etsy.com@example.org/v3/application/shops/7/receipts/8",
  "https://me:secret@openapi.etsy.com/v3/application/shops/7/receipts/8",
  "http://openapi.etsy.com/v3/application/shops/7/receipts/8",
  "https://openapi.etsy.com:8443/v3/application/shops/7/receipts/8",
  "https://openapi.etsy.com/v3/application/shops/9/receipts/8",
  "https://openapi.etsy.com/v3/application/shops/7/receipts/8/../../../users/1",
  "https://openapi.etsy.com/v3/application/users/7",
  "file:///v3/application/shops/7/receipts/8",
  "nonsense",
])("a signed message that points at %s is refused, and nobody is called", async (resource_url) => {
  const { heard, source } = listening((hear) => hearEtsy({ secret: etsySecret, hear }));
  const knock = signedByEtsy({ event_type: "order.paid", shop_id: 7, resource_url });
  await expect(apply(source, knock)).rejects.toBeInstanceOf(ProviderRefusedError);
  expect(heard).toEqual([]);
});

test("both of Etsy's own hosts are taken, and a message of another kind is ignored", async () => {
  const { heard, source } = listening((hear) => hearEtsy({ secret: etsySecret, hear }));
  const paid = (host: string) => ({
    event_type: "order.paid",
    shop_id: "7",
    resource_url: `https://${host}/v3/application/shops/7/receipts/8`,
  });
  expect(await apply(source, signedByEtsy(paid("openapi.etsy.com")))).toBe("processed");
  expect(await apply(source, signedByEtsy(paid("api.etsy.com")))).toBe("processed");
  expect(await apply(source, signedByEtsy({ event_type: "listing.updated", shop_id: "7" }))).toBe("ignored");
  expect(heard).toHaveLength(2);
});

test("an order that changed at Amazon is heard of by its seller and number, as Amazon's own schema has it", async () => {
  const [[orderId], knock] = await Promise.all([sellAtAmazon(sandbox, [{}], { notify: true }), door.knock()]);
  const { heard, source } = listening((hear) => hearAmazon({ secret: amazonSecret, hear }));
  expect(loadAmazonModels().faultsOfNotification(JSON.parse(knock.rawBody.toString("utf8")))).toEqual([]);
  expect(await source.readWebhook(knock)).toMatchObject({ accountId: amazonSellerId, topic: "ORDER_CHANGE" });
  expect(await apply(source, knock)).toBe("processed");
  expect(heard).toEqual([{ channel: "amazon", externalStoreId: amazonSellerId, receipt: orderId }]);
  await expect(hearAmazon({ secret: "another" }).readWebhook(knock)).rejects.toBeInstanceOf(InvalidSignatureError);
});

test("EventBridge's envelope around a notification changes nothing; what is no order is ignored", async () => {
  const { heard, source } = listening((hear) => hearAmazon({ secret: amazonSecret, hear }));
  const detail = {
    NotificationType: "ORDER_CHANGE",
    Payload: { OrderChangeNotification: { SellerId: "A1B2C3D4E5F6G", AmazonOrderId: "123-1234567-1234567" } },
    NotificationMetadata: { NotificationId: "n-1" },
  };
  const bridged = signedByForwarder({ id: "bridge-1", "detail-type": "ORDER_CHANGE", detail });
  expect(await source.readWebhook(bridged)).toEqual({
    accountId: "A1B2C3D4E5F6G",
    externalId: "n-1",
    topic: "ORDER_CHANGE",
  });
  expect(await apply(source, bridged)).toBe("processed");
  expect(heard).toEqual([{ channel: "amazon", externalStoreId: "A1B2C3D4E5F6G", receipt: "123-1234567-1234567" }]);
  const other = { NotificationType: "REPORT_PROCESSING_FINISHED", NotificationMetadata: { NotificationId: "n-2" } };
  expect(await apply(source, signedByForwarder(other))).toBe("ignored");
});

function listening(open: (hear: (hint: MarketplaceHint) => Promise<"processed">) => WebhookSource) {
  const heard: MarketplaceHint[] = [];
  const source = open(async (hint) => {
    heard.push(hint);
    return "processed";
  });
  return { heard, source };
}

/** What the worker does with a message after it was checked and stored. */
async function apply(source: WebhookSource, { rawBody, headers }: Pick<Knock, "rawBody" | "headers">) {
  const named = await source.readWebhook({ rawBody, headers });
  const { signal } = new AbortController();
  return source.applyWebhook({ ...named, rawBody, headers: {}, receivedAt: new Date(), requestId: "r-1", signal });
}

function signedByEtsy(message: unknown): Pick<Knock, "rawBody" | "headers"> {
  const body = JSON.stringify(message);
  const now = new Date();
  const headers = {
    "webhook-id": "msg_1",
    "webhook-timestamp": String(Math.floor(now.getTime() / 1_000)),
    "webhook-signature": new Webhook(etsySecret).sign("msg_1", now, body),
  };
  return { rawBody: Buffer.from(body), headers: new Headers(headers) };
}

function signedByForwarder(message: unknown): Pick<Knock, "rawBody" | "headers"> {
  const body = JSON.stringify(message);
  const signature = createHmac("sha256", amazonSecret).update(body).digest("hex");
  return { rawBody: Buffer.from(body), headers: new Headers({ "x-amazon-signature": signature }) };
}
