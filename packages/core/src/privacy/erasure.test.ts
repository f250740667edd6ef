import { createHash } from "node:crypto";

import { afterAll, beforeAll, expect, test } from "vitest";

import { newId, transact } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import { createCallbackSender } from "#callbacks/callback-sender.ts";
import { createGuardedAgent } from "#callbacks/guarded-agent.ts";
import { registerCallback } from "#callbacks/register-callback.ts";
import { addLine } from "#cart/add-line.ts";
import { createCart } from "#cart/create-cart.ts";
import { setCheckoutDetails } from "#cart/set-checkout-details.ts";
import type { Ctx } from "#context.ts";
import { updateProfile } from "#customers/update-profile.ts";
import { setFact } from "#facts/set-fact.ts";
import { runOnce } from "#idempotency/run-once.ts";
import { checkIntegrity } from "#jobs/check-integrity.ts";
import { createJobHistory } from "#jobs/job-history.ts";
import { queueMail } from "#mail/queue-mail.ts";
import { placeOrder } from "#orders/place-order.ts";
import { readOrder } from "#orders/read-order.ts";
import { relayOnce } from "#outbox/relay-once.ts";
import { refundOrder } from "#payments/refund-order.ts";
import { startPayment } from "#payments/start-payment.ts";
import { syncPayment } from "#payments/sync-payment.ts";
import { beginSession } from "#people/begin-session.ts";
import { buyLabel } from "#shipping/labels/buy-label.ts";
import { findNeedles } from "#testing/find-needles.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";
import { type ScriptedReceiver, startScriptedReceiver } from "#testing/scripted-receiver.ts";
import { receiveWebhook } from "#webhooks/receive-webhook.ts";

import { deleteAccount } from "./delete-account.ts";
import { exportPerson } from "./export-person.ts";
import { requestErasure } from "./request-erasure.ts";
import { runErasure } from "./run-erasure.ts";
import { toCsv, toJson } from "./write-export.ts";

let shop: TestShop;
let receiver: ScriptedReceiver;
beforeAll(async () => {
  [shop, receiver] = await Promise.all([createTestShop(), startScriptedReceiver()]);
});
afterAll(async () => {
  await Promise.all([receiver.close(), shop.close()]);
});

const person = {
  email: "quillfeather@needle.example",
  name: "Quillfeather Öberg",
  phone: "+358409876543",
  line1: "Nålgatan 77 B",
  postalCode: "00980",
  city: "Helsinki",
};
const needles = ["quillfeather", "öberg", "409876543", "nålgatan"];
const shippingAddress = {
  name: person.name,
  line1: person.line1,
  postalCode: person.postalCode,
  city: person.city,
  country: "FI",
  phone: person.phone,
};
/** In the same town. */
const neighbour = { ...shippingAddress, name: "Bo Ek", line1: "Nya vägen 1", phone: "+358401112222" };

function signedIn(ctx: Ctx): { userId: string; customerId: string } {
  if (ctx.actor.type !== "customer") throw new Error("a customer");
  return ctx.actor;
}

async function placeAsShopper(ctx: Ctx): Promise<{ orderId: string }> {
  const { variantId } = await shop.addProduct({ stock: 5 });
  const { id: token } = await createCart(ctx);
  await addLine(ctx, { token, variantId, quantity: 2 });
  await setCheckoutDetails(ctx, { token, email: person.email, shippingAddress, shippingMethodCode: "post" });
  const { orderId } = await placeOrder(ctx, { cart: { token }, paymentMethod: "card" });
  await startPayment(ctx, { orderId });
  return { orderId };
}

async function payAndShip({ orderId }: { orderId: string }): Promise<void> {
  shop.stripe.approve(orderId);
  const payment = await shop.db.prisma.payment.findFirstOrThrow({ where: { orderId } });
  await syncPayment(shop.ctx, { paymentId: payment.id });
  await buyLabel(shop.ctx, { orderId, carrier: "sandbox", service: "HOME", weightGrams: 900, ships: true });
  await refundOrder(shop.ctx, { orderId, amountMinor: 100n, reason: `${person.name} was unhappy`, refundKey: "1" });
}

/** Everything that a shop comes to hold of somebody. */
async function leaveTraces(ctx: Ctx, { orderId }: { orderId: string }): Promise<void> {
  const { userId, customerId } = signedIn(ctx);
  await updateProfile(ctx, { userId, customerId, name: person.name, phone: person.phone, country: "FI" });
  await beginSession(ctx, { userId, address: "192.0.2.7", userAgent: `${person.name}'s browser` });
  const { variantId } = await shop.addProduct({ stock: 5 });
  const { id: token } = await createCart(ctx);
  await addLine(ctx, { token, variantId, quantity: 1 });
  await setCheckoutDetails(ctx, { token, email: person.email, shippingAddress });
  const { organizationId, db } = shop;
  const told = { email: person.email, receiver: shippingAddress, orderId };
  const key = { scope: `${organizationId}:orders:x`, key: newId(), fingerprint: hash() };
  await runOnce(ctx, key, () => Promise.resolve({ status: 200, body: told }));
  const raw = Buffer.from(JSON.stringify(told));
  const from = { source: "stripe", organizationId, accountId: "", headers: {}, requestId: "r" };
  await receiveWebhook(shop.services, { ...from, externalId: newId(), topic: "charge.succeeded", raw });
  await transact(db, async (tx) => {
    await queueMail(tx, ctx, { to: person.email, subject: `Hello ${person.name}`, text: "Hi", kind: "greeting" });
    await recordAudit(tx, ctx, { action: "order.noted", subjectType: "order", subjectId: orderId, data: { told } });
  });
  await setFact(shop.ctx, { key: `customer:${customerId}:note`, value: `calls as ${person.name}` });
  await failJob({ customerId, told });
  await shop.db.prisma.deadLetter.create({
    data: {
      id: newId(),
      organizationId,
      kind: "job",
      name: "x",
      ref: newId(),
      payload: told,
      error: `no mailbox ${person.email}`,
      attempts: 1,
    },
  });
}

async function failJob({ customerId, told }: { customerId: string; told: object }): Promise<void> {
  const history = createJobHistory(shop.services);
  const now = new Date();
  const run = {
    jobId: "1",
    task: "erp",
    organizationId: shop.organizationId,
    attempt: 1,
    workerId: "w",
    startedAt: now,
  };
  history.begin(run);
  history.record({
    ...run,
    payload: { customerId, told },
    maxAttempts: 1,
    outcome: "dead",
    error: `Error: the ERP does not know ${person.email}`,
    stack: `Error: ${person.phone}`,
    requestId: null,
    queuedAt: now,
    finishedAt: now,
  });
  await history.close();
  await shop.db.pool.query("select graphile_worker.add_job('erp', $1::json)", [
    JSON.stringify({ organizationId: shop.organizationId, ...told }),
  ]);
}

function hash(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update("x").digest());
}

/** Relays what happened, and has it delivered to a receiver that answers with what it got. */
async function callBack(): Promise<void> {
  const { id } = await registerCallback(await shop.member("owner"), { event: "*", targetUrl: receiver.url });
  receiver.otherwise = (response) => {
    const got = receiver.received.at(-1)?.body ?? "";
    response.writeHead(200, { "x-seen": Buffer.from(person.email).toString("latin1") }).end(`got ${got}`);
  };
  await relayOnce(shop.services);
  shop.clock.advance(60_000);
  const sender = createCallbackSender(shop.services, { agent: createGuardedAgent({ allowPrivate: true }) });
  await sender.take(id);
  await sender.settled();
  await sender.stop();
}

async function eraseWhole(ctx: Ctx): Promise<void> {
  const { id: erasureId } = await shop.db.prisma.erasure.findFirstOrThrow({ where: { state: { not: "done" } } });
  expect(await runErasure(ctx, { erasureId })).toEqual({ state: "waiting" });
  expect(await runErasure(ctx, { erasureId })).toEqual({ state: "waiting" });
  shop.clock.advance(16 * 60_000);
  expect(await runErasure(ctx, { erasureId })).toEqual({ state: "done" });
}

test("nothing in any column of any table tells of somebody who was forgotten, and the books add up", async () => {
  const ctx = await shop.customer(person.email);
  const bystander = await shop.customer("bystander@example.com");
  const other = await shop.addProduct({ stock: 5 });
  const items = [{ variantId: other.variantId, quantity: 1 }];
  const theirs = await placeOrder(bystander, {
    items,
    shippingAddress: neighbour,
    paymentMethod: "card",
  });
  const order = await placeAsShopper(ctx);
  const { customerId, userId } = signedIn(ctx);
  const tooEarly = deleteAccount(ctx, { userId, password: null, address: "192.0.2.7" });
  await expect(tooEarly).rejects.toMatchObject({ code: "conflict", details: { openOrders: [expect.any(String)] } });
  await leaveTraces(ctx, order);
  await payAndShip(order);
  await callBack();
  const before = await shop.db.prisma.order.findUniqueOrThrow({ where: { id: order.orderId } });
  const traces = await findNeedles(shop.db, needles);
  expect(traces.map((trace) => trace.split(" ")[0])).toEqual(
    expect.arrayContaining([
      "callback_attempts.response_body",
      "callback_deliveries.body",
      "event_log.payload",
      "graphile_worker._private_jobs.payload",
      "idempotency_keys.response_body",
      "job_runs.stack",
      "orders.shipping_address",
      "webhook_inbox.raw",
    ]),
  );

  await deleteAccount(ctx, { userId, password: null, address: "192.0.2.7" });
  await eraseWhole(shop.ctx);

  expect(await findNeedles(shop.db, needles)).toEqual([]);
  const after = await shop.db.prisma.order.findUniqueOrThrow({ where: { id: order.orderId } });
  const { email: _email, phone: _phone, shippingAddress: address, accessToken: _token, ...books } = after;
  expect(before).toMatchObject(books);
  expect(address).toMatchObject({ country: "FI", name: "Erased" });
  expect(await checkIntegrity(shop.services)).toEqual([]);
  expect((await readOrder(shop.ctx, order)).total).toEqual({ minor: before.totalMinor, currency: "EUR" });
  expect(await readOrder(shop.ctx, theirs)).toMatchObject({
    shippingAddress: neighbour,
    email: "bystander@example.com",
  });
  expect(await shop.db.prisma.session.count({ where: { userId } })).toBe(0);
  const erasure = await shop.db.prisma.erasure.findFirstOrThrow({ where: { customerId } });
  expect(erasure).toMatchObject({ state: "done", sealedPerson: null, erased: { orders: 1, customers: 1 } });
  const audit = await shop.db.prisma.auditLog.findMany({ where: { subjectId: customerId }, orderBy: { at: "asc" } });
  expect(audit.map(({ action }) => action)).toEqual(
    expect.arrayContaining(["customer.erasure_requested", "customer.erased"]),
  );
});

test("an erasure that breaks off goes on where it was, and asking twice is one request", async () => {
  const ctx = await shop.customer("second@needle.example");
  const { customerId } = signedIn(ctx);
  const ask = () => transact(shop.db, (tx) => requestErasure(tx, shop.ctx, { customerId }));
  const { erasureId } = await ask();
  expect(await ask()).toEqual({ erasureId });
  const broken = new AbortController();
  broken.abort(new Error("stopped"));
  await expect(runErasure(shop.ctx, { erasureId, signal: broken.signal })).rejects.toThrow("stopped");
  await eraseWhole(shop.ctx);
  expect(await findNeedles(shop.db, ["second@needle"])).toEqual([]);
});

test("a customer is handed all that is theirs as JSON and as a table, and no secret", async () => {
  const ctx = await shop.customer("third@needle.example");
  const { customerId, userId } = signedIn(ctx);
  const { variantId } = await shop.addProduct({ stock: 5 });
  const items = [{ variantId, quantity: 1 }];
  const { number, accessToken } = await placeOrder(ctx, { items, shippingAddress, paymentMethod: "card" });
  await beginSession(ctx, { userId, address: "192.0.2.9", userAgent: "=HYPERLINK(1)" });
  const collect = async (pieces: AsyncIterable<string>) => {
    let text = "";
    for await (const piece of pieces) text += piece;
    return text;
  };
  const json = await collect(toJson(await exportPerson(ctx, { customerId }), { exportedAt: shop.clock.now() }));
  const { data } = JSON.parse(json) as { data: Record<string, Record<string, unknown>[]> };
  expect(data["orders"]).toMatchObject([{ number: Number(number), shipping_address: { line1: person.line1 } }]);
  expect(data["sessions"]).toMatchObject([{ address: "192.0.2.9" }]);
  expect(Object.keys(data)).toEqual(expect.arrayContaining(["customers", "order_lines", "payments", "users"]));
  expect(json).not.toContain(accessToken);
  expect(json).not.toContain("password_hash");
  const csv = await collect(toCsv(await exportPerson(ctx, { customerId })));
  expect(csv).toContain(`customers,1,email,third@needle.example`);
  expect(csv).toContain(`sessions,1,user_agent,'=HYPERLINK(1)`);
  await expect(exportPerson(ctx, { customerId: newId() })).rejects.toMatchObject({ code: "not_found" });
});

test("who works here, and another organization's customer, are not forgotten", async () => {
  const member = await shop.member("staff");
  if (member.actor.type !== "member") throw new Error("a member");
  const { userId } = member.actor;
  const deleting = deleteAccount(member, { userId, password: null, address: "192.0.2.7" });
  await expect(deleting).rejects.toMatchObject({ code: "conflict" });
  const elsewhere = await createTestShop({ db: shop.db });
  const { customerId } = signedIn(await elsewhere.customer());
  const asking = transact(shop.db, (tx) => requestErasure(tx, shop.ctx, { customerId }));
  await expect(asking).rejects.toMatchObject({ code: "not_found" });
});

test("the audit log stays append-only for whoever erases nobody, and for more than words", async () => {
  const { pool } = shop.db;
  await expect(pool.query("update audit_log set data = '{}'")).rejects.toThrow("append-only");
  const erasing = "begin; set local cartwright.erasing = 'on'; update audit_log set action = 'x'; commit";
  const client = await pool.connect();
  await expect(client.query(erasing)).rejects.toThrow("append-only");
  await client.query("rollback");
  client.release();
});
