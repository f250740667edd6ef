import { createHmac } from "node:crypto";

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { secrets, startBench } from "../testing-sandbox.ts";
import type { Bench } from "../testing-sandbox.ts";
import type { StockRow } from "./erp.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
beforeEach(() => bench.sandbox.reset());
afterAll(() => bench.close());

const key = { authorization: "Bearer erp_test_key" };

test("pages of stock give every row once, in order", async () => {
  const items = Array.from({ length: 25 }, (_, index) => ({
    sku: `SKU-${String(index).padStart(3, "0")}`,
    onHand: index,
  }));
  await bench.call("PUT", "/erp/stock", { items: items.toReversed() }, key);
  const seen: StockRow[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: { items: StockRow[]; nextCursor: string | null } = (
      await bench.call<{ items: StockRow[]; nextCursor: string | null }>(
        "GET",
        `/erp/stock?limit=10&cursor=${cursor}`,
        undefined,
        key,
      )
    ).json;
    seen.push(...page.items);
    cursor = page.nextCursor;
  }
  expect(seen.map(({ sku, onHand }) => ({ sku, onHand }))).toEqual(items);
});

test("an order is taken once per key and can be read", async () => {
  const order = { reference: "order-1", lines: [{ sku: "SKU-001", quantity: 2 }] };
  const send = (body: unknown) =>
    bench.call<{ id: string }>("POST", "/erp/orders", body, { ...key, "idempotency-key": "k" });
  const first = await send(order);
  expect((await send(order)).json.id).toBe(first.json.id);
  expect((await send({ ...order, reference: "order-2" })).status).toBe(422);
  expect(await bench.call("GET", `/erp/orders/${first.json.id}`, undefined, key)).toMatchObject({ json: order });
});

test("an order that is shipped takes its goods off the shelf once, and tells of it under one id", async () => {
  await bench.call("PUT", "/erp/stock", { items: [{ sku: "SKU-001", onHand: 5 }] }, key);
  const order = { reference: "order-1", lines: [{ sku: "SKU-001", quantity: 2 }] };
  const { id } = (await bench.call<{ id: string }>("POST", "/erp/orders", order, key)).json;
  const parcel = { trackingNumber: "TRACK-1", carrier: "posti" };
  for (let n = 0; n < 2; n += 1) await bench.call("POST", `/erp/orders/${id}/ship`, parcel, key);
  const told = bench.door.caught.filter(({ json }) => json["event"] === "order.shipped");
  expect(told.map(({ json }) => json)).toMatchObject(
    Array.from({ length: 2 }, () => ({ eventId: `shipped_${id}`, data: { reference: "order-1", ...parcel } })),
  );
  expect((await bench.call("GET", "/erp/stock", undefined, key)).json).toMatchObject({ items: [{ onHand: 3 }] });
  const listed = await bench.call("GET", "/erp/orders?reference=order-1", undefined, key);
  expect(listed.json).toMatchObject({ items: [{ id, state: "shipped" }] });
});

test("stock that is set with `notify` is told of, row by row", async () => {
  const items = [
    { sku: "SKU-001", onHand: 3 },
    { sku: "SKU-002", onHand: 0 },
  ];
  await bench.call("PUT", "/erp/stock", { items, notify: true }, key);
  const told = bench.door.caught.filter(({ json }) => json["event"] === "inventory.updated");
  expect(told.map(({ json }) => json["data"]).toSorted(bySku)).toEqual(items);
});

const bySku = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

test("a simulated event arrives signed at the shop's door", async () => {
  const sent = await bench.call(
    "POST",
    "/erp/simulate",
    { event: "stock.changed", data: { sku: "SKU-001", onHand: 3 } },
    key,
  );
  expect(sent).toMatchObject({ status: 202, json: { state: "delivered", channel: "erp" } });
  const caught = await bench.door.arrival(({ json }) => json["event"] === "stock.changed");
  expect(caught.json).toMatchObject({ event: "stock.changed", data: { onHand: 3 } });
  expect(caught.path).toBe("/api/webhooks/erp");
  const [, timestamp = "", digest] =
    /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(caught.headers["x-erp-signature"])) ?? [];
  expect(digest).toBe(createHmac("sha256", secrets.erp).update(`${timestamp}.${caught.body}`).digest("hex"));
});

test("nothing is told without the key", async () => {
  expect((await bench.call("GET", "/erp/stock")).status).toBe(401);
});
