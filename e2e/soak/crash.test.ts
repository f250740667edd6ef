import { randomUUID } from "node:crypto";

import { Pool } from "pg";
import { afterAll, expect, test, vi } from "vitest";
import { z } from "zod";

import { callRest, findPlentiful, orderThrough, type PlacedOrder } from "../call-rest.ts";
import { readInstance } from "../instance.ts";

const shoppers = 4;
const purchasesEach = 6;
const recoveryMs = 90_000;

const instance = readInstance();
const pool = new Pool({ connectionString: instance.databaseUrl, max: 2 });
const endpoint = z.object({ id: z.string() });
const delivery = z.object({ event: z.string(), state: z.string() });

afterAll(() => pool.end());

test("killing web and worker during purchases loses no order, charges once and delivers every callback", async () => {
  const email = `crash-${randomUUID()}@example.com`;
  const sku = await findPlentiful(instance, shoppers * purchasesEach);
  const hook = await callRest(instance, {
    method: "POST",
    path: "/webhooks/register",
    shape: endpoint,
    body: { organizationId: instance.organizationId, event: "order.paid", targetUrl: `${instance.sandboxUrl}/webhook` },
  });
  const bought: PlacedOrder[] = [];
  const shopping = Array.from({ length: shoppers }, async (_, shopper) => {
    for (let turn = 0; turn < purchasesEach; turn += 1) {
      bought.push(await buy({ sku, email, paymentMethod: (shopper + turn) % 2 === 0 ? "card" : "invoice" }));
    }
  });
  const killing = killWhen(
    () => bought.length,
    [
      { after: 3, program: "worker" },
      { after: 8, program: "web" },
      { after: 13, program: "worker" },
    ],
  );
  await Promise.all([...shopping, killing]);

  const promised = shoppers * purchasesEach;
  expect(new Set(bought.map(({ orderId }) => orderId)).size).toBe(promised);
  await expect
    .poll(() => countPaid(email), { timeout: recoveryMs, interval: 500 })
    .toEqual({
      orders: promised,
      paid: promised,
      captures: promised,
    });
  await expect
    .poll(() => countDeliveries(hook.id), { timeout: recoveryMs, interval: 500 })
    .toEqual({
      delivered: promised,
      open: 0,
    });
  await callRest(instance, { method: "DELETE", path: `/webhooks/${hook.id}`, shape: z.unknown() });
}, 300_000);

/** One purchase as a patient client makes it: the same request with the same key until it is answered, then the payment. */
async function buy(wish: { sku: string; email: string; paymentMethod: "card" | "invoice" }): Promise<PlacedOrder> {
  const idempotencyKey = randomUUID();
  const order = await patiently(() => orderThrough(instance, { ...wish, idempotencyKey }));
  if (wish.paymentMethod === "card") await patiently(() => payOnHostedPage(order));
  else await patiently(() => markPaid(order));
  return order;
}

async function payOnHostedPage({ paymentUrl, number }: PlacedOrder): Promise<void> {
  if (typeof paymentUrl !== "string") throw new Error(`order ${number} has no page to pay on`);
  const { ok, status } = await fetch(`${paymentUrl}/complete`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ outcome: "approve" }),
  });
  if (!ok) throw new Error(`the payment page answered ${status}`);
}

// Once it is paid, asking again is refused: the first answer was lost on the way.
async function markPaid({ orderId }: PlacedOrder): Promise<void> {
  const { rows } = await pool.query("select 1 from orders where id = $1 and status <> 'pending'", [orderId]);
  if (rows.length > 0) return;
  await callRest(instance, { method: "POST", path: `/orders/${orderId}/mark-paid`, shape: z.unknown(), body: {} });
}

// A key whose process was killed is free for another try after a minute.
function patiently<T>(work: () => Promise<T>): Promise<T> {
  return vi.waitFor(work, { timeout: recoveryMs, interval: 200 });
}

interface Kill {
  readonly after: number;
  readonly program: "web" | "worker";
}

async function killWhen(progress: () => number, kills: readonly Kill[]): Promise<void> {
  for (const { after, program } of kills) {
    await vi.waitUntil(() => progress() >= after, { timeout: recoveryMs, interval: 5 });
    process.kill(readInstance().pids[program], "SIGKILL");
  }
}

async function countPaid(email: string): Promise<{ orders: number; paid: number; captures: number }> {
  const counts = z.object({ orders: z.number(), paid: z.number(), captures: z.number() });
  const { rows } = await pool.query(
    `select count(*)::int as orders,
            count(*) filter (where status in ('paid', 'shipped', 'delivered'))::int as paid,
            coalesce(sum((select count(*) from payments p where p.order_id = o.id and p.captured_minor > 0)), 0)::int as captures
     from orders o where email = $1`,
    [email],
  );
  return counts.parse(rows[0]);
}

async function countDeliveries(endpointId: string): Promise<{ delivered: number; open: number }> {
  const page = z.object({ items: z.array(delivery) });
  const { items } = await callRest(instance, {
    method: "GET",
    path: `/webhooks/${endpointId}/deliveries?limit=100`,
    shape: page,
  });
  const delivered = items.filter(({ state }) => state === "delivered").length;
  return { delivered, open: items.length - delivered };
}
