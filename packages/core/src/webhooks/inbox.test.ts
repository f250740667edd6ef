import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { newId } from "@cartwright/db";
import { InvalidSignatureError, ProviderRefusedError, type WebhookSource } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { acceptWebhook } from "./accept-webhook.ts";
import { applyAgain } from "./apply-again.ts";
import { applyWebhook } from "./apply-webhook.ts";
import { findSource } from "./find-source.ts";
import { listInbox } from "./list-inbox.ts";
import { readInboxMessage } from "./read-inbox-message.ts";
import { redactBody } from "./redact-body.ts";

let shop: TestShop;
let services: Services;
const failures: Error[] = [];
const seen: { topic: string; payload: unknown }[] = [];

beforeAll(async () => {
  shop = await createTestShop();
  services = { ...shop.services, webhookSources: { wms: source(true), inline: source(false) } };
});
afterAll(() => shop.close());

const unreadable = z.string().safeParse(7).error ?? new Error("zod read a number as text");

const body = z.object({ id: z.string(), topic: z.string() });

/** Its messages are JSON, signed by the word `good`; its handler fails as often as `failures` says. */
function source(persistent: boolean): WebhookSource {
  const read = (raw: Uint8Array) => body.loose().parse(JSON.parse(Buffer.from(raw).toString("utf8")));
  return {
    persistent,
    async readWebhook({ rawBody, headers }) {
      if (headers.get("x-wms-signature") !== "good") throw new InvalidSignatureError("it is not good");
      const { id, topic } = read(rawBody);
      return { accountId: "", externalId: id, topic };
    },
    async applyWebhook({ topic, rawBody }) {
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      seen.push({ topic, payload: read(rawBody) });
      return "processed";
    },
  };
}

function send(message: object, { to = "wms", signature = "good", organizationId = shop.organizationId } = {}) {
  const from = findSource(services, to);
  if (!from) throw new Error(`${to} is not set up`);
  const headers = new Headers({
    "content-type": "application/json",
    "x-wms-signature": signature,
    "x-wms-topic": "stock",
    authorization: "Bearer abc",
    "x-cartwright-address": "203.0.113.7",
  });
  const rawBody = Buffer.from(JSON.stringify(message));
  const { signal } = new AbortController();
  return acceptWebhook(services, from, {
    source: to,
    organizationId,
    rawBody,
    headers,
    requestId: "request-1",
    signal,
  });
}

async function find(externalId: string) {
  return shop.db.prisma.webhookInbox.findFirstOrThrow({ where: { externalId, source: "wms" } });
}

async function keep(externalId: string, more: object = {}) {
  await send({ id: externalId, topic: "stock.changed", ...more });
  return find(externalId);
}

test("a kept message reaches its handler through a job, and a repeat of it reaches nobody", async () => {
  expect(await send({ id: "m-1", topic: "stock.changed" })).toEqual({ duplicate: false });
  expect(await send({ id: "m-1", topic: "stock.changed" })).toEqual({ duplicate: true });
  expect(seen).toEqual([]);
  const { id } = await find("m-1");
  expect(await applyWebhook(services, { inboxId: id })).toBe("processed");
  expect(await applyWebhook(services, { inboxId: id })).toBe("processed");
  expect(seen.splice(0)).toEqual([{ topic: "stock.changed", payload: { id: "m-1", topic: "stock.changed" } }]);
});

test("a source that is not persistent is applied before the answer: its failure is the sender's, and nothing is kept", async () => {
  failures.push(new Error("the shelf fell over"));
  await expect(send({ id: "i-1", topic: "stock" }, { to: "inline" })).rejects.toThrow("the shelf fell over");
  expect(await send({ id: "i-1", topic: "stock" }, { to: "inline" })).toEqual({ duplicate: false });
  expect(seen.splice(0)).toHaveLength(1);
  expect(await shop.db.prisma.webhookInbox.count({ where: { source: "inline" } })).toBe(0);
});

test("a message whose signature is not good is not kept", async () => {
  const forged = send({ id: "forged", topic: "stock" }, { signature: "bad" });
  await expect(forged).rejects.toMatchObject({ code: "invalid_signature" });
  expect(await shop.db.prisma.webhookInbox.count({ where: { externalId: "forged" } })).toBe(0);
});

test.for(["x".repeat(301), "nul\0"])(
  "a name that cannot be kept is refused before the database sees it",
  async (id) => {
    await expect(send({ id, topic: "stock" })).rejects.toMatchObject({ code: "invalid_input" });
  },
);

test.for([
  ["a fault that may pass is thrown, to be tried again", new Error("the ERP is away"), true],
  ["a payload that cannot be read is not tried again", unreadable, false],
  ["a refusal of the other side is not tried again", new ProviderRefusedError("no such item", { code: "gone" }), false],
] as const)("%s", async ([name, failure, thrown]) => {
  const { id } = await keep(name);
  failures.push(failure);
  const applied = applyWebhook(services, { inboxId: id });
  if (thrown) await expect(applied).rejects.toBe(failure);
  else expect(await applied).toBe("failed");
  expect(await find(name)).toMatchObject({ state: "failed", attempts: 1, error: expect.stringMatching(/\w/) });
  expect(await applyWebhook(services, { inboxId: id })).toBe("processed");
  expect(await find(name)).toMatchObject({ state: "processed", attempts: 2, error: null });
  seen.length = 0;
});

test("whoever applies a message again is written down, its dead letter is settled, and of two at once one does", async () => {
  const { id } = await keep("again");
  failures.push(new Error("down"));
  await expect(applyWebhook(services, { inboxId: id })).rejects.toThrow("down");
  const letter = { id: newId(), kind: "job", name: "apply-webhook", ref: "1", error: "down", attempts: 10 };
  await shop.db.prisma.deadLetter.create({ data: { ...letter, payload: { inboxId: id } } });
  const owner = await shop.member("owner");
  const both = await Promise.allSettled([applyAgain(owner, { id }), applyAgain(owner, { id })]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
  const where = { subjectType: "webhook", subjectId: id };
  const audit = await shop.db.prisma.auditLog.findMany({ where });
  expect(audit).toMatchObject([{ action: "webhook.applied_again", data: { source: "wms", state: "failed" } }]);
  expect(await shop.db.prisma.deadLetter.findUniqueOrThrow({ where: { id: letter.id } })).toMatchObject({
    resolution: "retried",
  });
  expect(await applyWebhook(services, { inboxId: id })).toBe("processed");
  seen.length = 0;
});

test("the inbox is read page by page, newest first, by source, state and the beginning of the sender's id", async () => {
  for (const n of [1, 2, 3, 4, 5]) await keep(`page-${n}`);
  const first = await listInbox(shop.ctx, { externalId: "page-", limit: 2 });
  const second = await listInbox(shop.ctx, { externalId: "page-", limit: 2, cursor: first.nextCursor ?? "" });
  const third = await listInbox(shop.ctx, { externalId: "page-", limit: 2, cursor: second.nextCursor ?? "" });
  const pages = [first, second, third].map(({ items }) => items.map(({ externalId }) => externalId));
  expect(pages).toEqual([["page-5", "page-4"], ["page-3", "page-2"], ["page-1"]]);
  expect(third.nextCursor).toBeNull();
  expect((await listInbox(shop.ctx, { externalId: "page-", source: "stripe" })).items).toEqual([]);
  expect((await listInbox(shop.ctx, { externalId: "page-", state: "failed" })).items).toEqual([]);
  expect((await listInbox(shop.ctx, { externalId: "page-", state: "received" })).items).toHaveLength(5);
  expect((await listInbox(shop.ctx, { externalId: "%" })).items).toEqual([]);
  await expect(listInbox(shop.ctx, { cursor: "1" })).rejects.toMatchObject({ code: "invalid_input" });
});

test("a message of another organization is not there", async () => {
  const other = await createTestShop({ db: shop.db });
  const { id } = await keep("mine");
  expect((await listInbox(other.ctx)).items).toEqual([]);
  await expect(readInboxMessage(other.ctx, { id })).rejects.toMatchObject({ code: "not_found" });
  await expect(applyAgain(other.ctx, { id })).rejects.toMatchObject({ code: "not_found" });
});

test("a message is read with its headers, without what opens doors", async () => {
  const { id } = await keep("secretive", { client_secret: "pi_secret", nested: { apiKey: "k", kept: 1 } });
  const { body: shown, headers, sizeBytes } = await readInboxMessage(shop.ctx, { id });
  expect(headers).toEqual({ "content-type": "application/json", "x-wms-topic": "stock" });
  const nested = { apiKey: "[redacted]", kept: 1 };
  expect(JSON.parse(shown ?? "")).toMatchObject({ id: "secretive", client_secret: "[redacted]", nested });
  expect(sizeBytes).toBeGreaterThan(50);
});

test("secrets in a form's fields, also in JSON inside one, are struck out; what cannot be read is not shown", () => {
  const form = Buffer.from("token=abc&payload=%7B%22secret%22%3A%22s%22%2C%22ref%22%3A%22main%22%7D");
  const shown: unknown = JSON.parse(redactBody(form, "application/x-www-form-urlencoded; charset=utf-8") ?? "");
  expect(shown).toEqual({ token: "[redacted]", payload: { secret: "[redacted]", ref: "main" } });
  expect(redactBody(Buffer.from("<xml>token</xml>"), "text/xml")).toBeNull();
  expect(redactBody(Buffer.from(JSON.stringify("x".repeat(200_000))), "application/json")?.length).toBeLessThan(70_000);
});
