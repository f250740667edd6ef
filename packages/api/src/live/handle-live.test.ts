import { afterEach, beforeEach, expect, test } from "vitest";

import { takeStreamSlot } from "@cartwright/core/live/take-stream-slot";
import { relayOnce } from "@cartwright/core/outbox/relay-once";
import { endSessions } from "@cartwright/core/people/end-sessions";
import { writeEvents } from "@cartwright/core/testing/write-events";

import { createTestApi, type TestApi } from "#testing/create-test-api.ts";

let api: TestApi;

beforeEach(async () => {
  api = await createTestApi();
});

afterEach(() => api.close());

async function open(path: string, { sessionId: _, ...headers }: Record<string, string> = {}): Promise<Response> {
  return fetch(`${api.url}/api/v1/live/${path}`, { headers: { accept: "text/event-stream", ...headers } });
}

/** Reads the stream until `until` is seen in it, or to its end. */
async function readUntil(response: Response, until: string): Promise<string> {
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString("utf8");
    if (text.includes(until)) break;
  }
  return text;
}

test("a stream begins with the present state and no proxy may hold it back", async () => {
  const response = await open("catalog");
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
  expect(response.headers.get("x-accel-buffering")).toBe("no");
  expect(response.headers.get("cache-control")).toContain("no-transform");
  expect(await readUntil(response, "event: state")).toContain("event: state");
});

test("what is for staff is refused to others before anything is sent", async () => {
  for (const stream of ["low-stock", "recent-orders", "events?pattern=order.*"]) {
    expect((await open(stream)).status).toBe(401);
  }
  const { actor } = await api.shop.customer();
  if (actor.type !== "customer") throw new Error("a customer");
  const authorization = `Bearer ${await api.jwt(actor.userId)}`;
  expect((await open("low-stock", { authorization })).status).toBe(403);
  expect((await open("my-orders")).status).toBe(401);
  expect((await open("nothing-here")).status).toBe(404);
  const wrong = `my-orders?orderId=${crypto.randomUUID()}&accessToken=wrong`;
  expect((await open(wrong)).status).toBe(404);
});

test("a Last-Event-ID that is no number is refused", async () => {
  expect((await open("catalog", { "last-event-id": "yesterday" })).status).toBe(400);
});

test("a stream ends with the session that it was opened with, and others go on", async () => {
  const { actor } = await api.shop.member("owner");
  if (actor.type !== "member") throw new Error("a member");
  const { userId } = actor;
  const [left, stays] = [await api.signIn(userId), await api.signIn(userId)];
  const [ending, going] = [await open("recent-orders", left), await open("recent-orders", stays)];
  const reading = readUntil(ending, "never in it");
  const goingOn = readUntil(going, "event: shutdown");
  await expect.poll(() => readers()).toBe(2);
  await endSessions(api.shop.services, { userId, only: left.sessionId });
  expect(await reading).not.toContain("shutdown");
  expect(await readers()).toBe(1);
  expect((await open("recent-orders", left)).status).toBe(401);
  api.shutDown();
  expect(await goingOn).toContain("event: shutdown");
});

test("when the process is told to end, every open stream is told so and ends", async () => {
  const authorization = `Bearer ${await api.key(["live:read"])}`;
  const response = await open("recent-orders", { authorization });
  const reading = readUntil(response, "never in it");
  await expect.poll(() => readers()).toBe(1);
  api.shutDown();
  expect(await reading).toMatch(/event: shutdown\ndata: \{"gracePeriodMs":\d+\}/);
  expect((await open("catalog")).status).toBe(503);
});

test("a person has five streams at once, in all processes together", async () => {
  const { actor } = await api.shop.member("owner");
  if (actor.type !== "member") throw new Error("a member");
  const headers = { authorization: `Bearer ${await api.jwt(actor.userId)}` };
  const elsewhere = await takeStreamSlot(api.shop.services, { userId: actor.userId });
  const mine: Response[] = [];
  for (let n = 0; n < 4; n += 1) mine.push(await open("events", headers));
  const refused = await open("events", headers);
  expect([refused.status, await refused.text()]).toEqual([503, expect.stringContaining("stream_limit_reached")]);
  elsewhere.release();
  await expect.poll(async () => (await open("events", headers)).status).toBe(200);
});

test("after a quarter of an hour it is asked again whether one may still see the stream", async () => {
  const { shop } = api;
  const { actor } = await shop.member("staff", ["live:read"]);
  if (actor.type !== "member") throw new Error("a member");
  const authorization = `Bearer ${await api.jwt(actor.userId, { expiresIn: 3_600 })}`;
  const [staffs, guests] = [hear(await open("events", { authorization })), hear(await open("catalog"))];
  await expect.poll(() => [staffs.text, guests.text].every((text) => text.includes("event: state"))).toBe(true);
  await shop.db.prisma.member.updateMany({ where: { userId: actor.userId }, data: { permissions: [] } });
  shop.clock.advance(15 * 60_000);
  const { organizationId } = shop;
  await writeEvents(shop.db, { organizationId, count: 1, type: "product.updated" });
  await relayOnce(shop.services);
  await staffs.ended;
  expect(staffs.text).not.toContain("product.updated");
  await expect.poll(() => guests.text).toContain("product.updated");
  api.shutDown();
  await guests.ended;
});

/** What a stream has told so far. */
function hear(response: Response): { text: string; ended: Promise<void> } {
  const heard = { text: "", ended: Promise.resolve() };
  heard.ended = (async () => {
    for await (const chunk of response.body ?? []) heard.text += Buffer.from(chunk).toString("utf8");
  })();
  return heard;
}

async function readers(): Promise<number> {
  const { liveReaders } = await import("@cartwright/core/live/open-stream");
  return liveReaders(api.shop.services);
}
