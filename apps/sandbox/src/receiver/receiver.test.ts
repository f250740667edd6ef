import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { startBench } from "../testing-sandbox.ts";
import type { Bench } from "../testing-sandbox.ts";
import type { ReceivedCallback } from "./receiver.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
beforeEach(() => bench.sandbox.reset());
afterAll(() => bench.close());

const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const received = async (query = "") =>
  (await bench.call<{ items: ReceivedCallback[] }>("GET", `/webhook/received${query}`)).json.items;

/** Signed by the reference library, as our callbacks must be. */
function signed(body: unknown, at = new Date(), with_ = secret): Record<string, string> {
  const signature = new Webhook(with_).sign("msg_1", at, JSON.stringify(body));
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return { "webhook-id": "msg_1", "webhook-timestamp": timestamp, "webhook-signature": signature };
}

test("what came is kept byte for byte with its headers", async () => {
  const body = { event: "order.paid", data: { amount: "59.98" } };
  await bench.call("POST", "/webhook", body, { "x-event-id": "evt_1" });
  const [callback] = await received();
  expect(callback).toMatchObject({
    event: "order.paid",
    json: body,
    rawBody: JSON.stringify(body),
    verified: null,
    status: 200,
  });
  expect(callback?.headers["x-event-id"]).toBe("evt_1");
});

test("a signature is checked once a secret was told: good, rotated, forged, stale, missing", async () => {
  await bench.call("POST", "/webhook/secret", { secret });
  const body = { event: "order.paid" };
  const verdict = async (headers: Record<string, string>) =>
    (await bench.call<{ verified: boolean }>("POST", "/webhook", body, headers)).json.verified;
  const good = signed(body);
  expect(await verdict(good)).toBe(true);
  const other = signed(body, new Date(), `whsec_${Buffer.alloc(32, 8).toString("base64")}`);
  expect(
    await verdict({ ...good, "webhook-signature": `${other["webhook-signature"]} ${good["webhook-signature"]}` }),
  ).toBe(true);
  expect(await verdict(other)).toBe(false);
  expect(await verdict(signed(body, new Date(Date.now() - 301_000)))).toBe(false);
  expect(await verdict(signed({ event: "order.paid " }))).toBe(false);
  expect(await verdict({})).toBe(false);
});

test.each([
  [{ "x-fail": "true" }, {}, 500],
  [{}, { receipt: "test15" }, 500],
  [{}, { data: { receipt: "r5" } }, 500],
  [{}, { receipt: "test51" }, 200],
  [{}, { data: { receipt: 5 } }, 200],
])("with headers %o and body %o it answers as told, and keeps the callback", async (headers, body, status) => {
  expect((await bench.call("POST", "/webhook", body, headers)).status).toBe(status);
  expect(await received()).toMatchObject([{ status }]);
});

test("the list is read by event, by pattern, from a place on, and in parts", async () => {
  for (const event of ["order.created", "order.paid", "sync.started"]) await bench.call("POST", "/webhook", { event });
  const events = async (query: string) => (await received(query)).map(({ event }) => event);
  expect(await events("?event=order.*")).toEqual(["order.created", "order.paid"]);
  expect(await events("?event=sync.started")).toEqual(["sync.started"]);
  const [first] = await received();
  expect(await events(`?since=${first?.seq}&limit=1`)).toEqual(["order.paid"]);
  await bench.call("DELETE", "/webhook/received");
  expect(await received()).toEqual([]);
});

test("a body that is not JSON is kept as it came", async () => {
  await fetch(`${bench.sandbox.url}/webhook`, { method: "POST", body: "not json" });
  expect(await received()).toMatchObject([{ rawBody: "not json", json: null, event: null }]);
});

test("a body beyond the limit is refused and the sandbox goes on", async () => {
  const huge = await fetch(`${bench.sandbox.url}/webhook`, { method: "POST", body: "x".repeat(3 * 1024 * 1024) }).catch(
    () => null,
  );
  expect([413, undefined]).toContain(huge?.status);
  expect((await bench.call("GET", "/health")).status).toBe(200);
});
