import { createHmac } from "node:crypto";

import { afterEach, beforeEach, expect, test } from "vitest";

import { manualClock } from "../clock.ts";
import type { ManualClock } from "../clock.ts";
import { secrets, startBench } from "../testing-sandbox.ts";
import type { Bench, Caught } from "../testing-sandbox.ts";
import type { Shipment } from "./shipments.ts";

let bench: Bench;
let clock: ManualClock;
beforeEach(async () => {
  clock = manualClock(new Date("2026-11-21T08:00:00Z"));
  bench = await startBench({ clock });
});
afterEach(() => bench.close());

const key = { authorization: "Bearer carrier_test_key" };
const ship = async (body: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  (
    await bench.call<Shipment & { labelUrl: string }>(
      "POST",
      "/carriers/sandbox/shipments",
      { reference: "order-1", ...body },
      { ...key, ...headers },
    )
  ).json;
const saying = (status: string) => (caught: Caught) => caught.json.status === status;

test("a parcel is shipped and delivered by itself, 2 to 8 seconds apart, with a signed webhook each", async () => {
  const shipment = await ship();
  expect(shipment.trackingNumber).toMatch(/^JJFI\d{17}$/);
  clock.advance(1_999);
  expect(bench.door.caught).toEqual([]);
  clock.advance(6_001);
  clock.advance(0);
  const shipped = await bench.door.arrival(saying("shipped"));
  clock.advance(8_000);
  clock.advance(0);
  const delivered = await bench.door.arrival(saying("delivered"));
  expect(shipped).toMatchObject({
    path: "/api/webhooks/posti",
    json: { reference: "order-1", trackingNumber: shipment.trackingNumber },
  });
  expect(delivered.json.eventId).not.toBe(shipped.json.eventId);
  const [, timestamp = "", digest] =
    /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(shipped.headers["x-carrier-signature"])) ?? [];
  expect(digest).toBe(createHmac("sha256", secrets.posti).update(`${timestamp}.${shipped.body}`).digest("hex"));
});

test("Matkahuolto's parcels go to Matkahuolto's door, or to the path that was asked for", async () => {
  await ship({ carrier: "matkahuolto", minDelayMs: 0, maxDelayMs: 0 });
  await ship({ reference: "order-2", callbackPath: "/hooks/parcels", minDelayMs: 0, maxDelayMs: 0 });
  clock.advance(0);
  clock.advance(0);
  expect((await bench.door.arrival(({ json }) => json.reference === "order-1")).path).toBe("/api/webhooks/matkahuolto");
  expect((await bench.door.arrival(({ json }) => json.reference === "order-2")).path).toBe("/hooks/parcels");
});

test("a webhook that was not taken comes again with the same event id", async () => {
  bench.door.answers.push(503);
  const { id } = await ship();
  await bench.call("POST", `/carriers/sandbox/shipments/${id}/advance`, { status: "shipped" }, key);
  clock.advance(0);
  const first = await bench.door.arrival(saying("shipped"));
  await expect.poll(() => (clock.advance(100), bench.door.caught.length)).toBe(2);
  expect(bench.door.caught[1]?.json.eventId).toBe(first.json.eventId);
});

test("a parcel moved on by hand does not move back or twice, and its own timers do not repeat the news", async () => {
  const { id } = await ship();
  const advance = (status: string) => bench.call("POST", `/carriers/sandbox/shipments/${id}/advance`, { status }, key);
  expect(await advance("delivered")).toMatchObject({ status: 200, json: { status: "delivered" } });
  expect(await advance("shipped")).toMatchObject({ status: 409, json: { error: { code: "invalid_state" } } });
  expect((await advance("delivered")).status).toBe(409);
  clock.advance(60_000);
  const read = await bench.call<Shipment>("GET", `/carriers/sandbox/shipments/${id}`, undefined, key);
  expect(read.json.events.map((event) => event.status)).toEqual(["delivered"]);
});

test("a repeated request with the same key is the same parcel; another body under it is refused", async () => {
  const first = await ship({}, { "idempotency-key": "ship-1" });
  expect((await ship({}, { "idempotency-key": "ship-1" })).id).toBe(first.id);
  expect(await ship({ reference: "order-9" }, { "idempotency-key": "ship-1" })).toMatchObject({
    error: { code: "idempotency_key_reused" },
  });
});

test("the label is a PDF that names the parcel", async () => {
  const shipment = await ship({ reference: "Order (1)" });
  const label = await fetch(shipment.labelUrl);
  const text = await label.text();
  expect([label.headers.get("content-type"), text.slice(0, 5)]).toEqual(["application/pdf", "%PDF-"]);
  expect(text).toContain(`(${shipment.trackingNumber})`);
  expect(text).toContain(String.raw`(Order \(1\))`);
});

test("without the key, with an unknown carrier, or with a foreign callback address it is refused", async () => {
  const post = (body: unknown, headers = key) => bench.call("POST", "/carriers/sandbox/shipments", body, headers);
  expect((await bench.call("POST", "/carriers/sandbox/shipments", { reference: "x" })).status).toBe(401);
  expect((await post({ reference: "x", carrier: "dhl" })).status).toBe(400);
  expect((await post({ reference: "x", callbackPath: "//elsewhere.test/x" })).status).toBe(400);
  expect((await bench.call("GET", "/carriers/sandbox/shipments/shp_1", undefined, key)).status).toBe(404);
});
