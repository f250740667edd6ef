import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { newId } from "@cartwright/db";

import { findPrincipal } from "#organizations/find-principal.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { beginSession } from "./begin-session.ts";
import { endSessions } from "./end-sessions.ts";
import { listSessions } from "./list-sessions.ts";
import { closeCredentialWatch, watchCredential } from "./watch-credential.ts";

let shop: TestShop;

beforeAll(async () => {
  shop = await createTestShop();
});

afterAll(async () => {
  await closeCredentialWatch(shop.services);
  await shop.close();
});

async function newUser(): Promise<string> {
  const { actor } = await shop.customer();
  if (actor.type !== "customer") throw new Error("a customer");
  return actor.userId;
}

async function signIn(userId: string, userAgent = "Firefox"): Promise<string> {
  return (await beginSession(shop.services, { userId, address: "192.0.2.7", userAgent })).sessionId;
}

function principalOf(userId: string, sessionId: string) {
  const { organizationId } = shop;
  return findPrincipal(shop.services, { userId, sessionId, organizationId, organization: "only" });
}

test("each sign-in stands by itself: ending one, the others or all ends just those, and at once", async () => {
  const userId = await newUser();
  const [phone, laptop, work] = [await signIn(userId), await signIn(userId), await signIn(userId)];
  const somebodyElse = await newUser();
  const theirs = await signIn(somebodyElse);
  const standing = async () =>
    Promise.all([phone, laptop, work].map(async (id) => (await principalOf(userId, id)) !== null));
  expect(await standing()).toEqual([true, true, true]);
  expect(await endSessions(shop.services, { userId, only: phone })).toBe(1);
  expect(await endSessions(shop.services, { userId, only: phone })).toBe(0);
  expect(await standing()).toEqual([false, true, true]);
  expect(await endSessions(shop.services, { userId, except: work })).toBe(1);
  expect(await standing()).toEqual([false, false, true]);
  expect(await endSessions(shop.services, { userId, only: theirs })).toBe(0);
  await endSessions(shop.services, { userId });
  expect(await standing()).toEqual([false, false, false]);
  expect(await principalOf(somebodyElse, theirs)).toMatchObject({ sessionId: theirs });
});

test("a session stands for its own user alone, and one that nobody ever began for nobody", async () => {
  const [userId, other] = [await newUser(), await newUser()];
  const sessionId = await signIn(userId);
  expect(await principalOf(other, sessionId)).toBeNull();
  expect(await principalOf(userId, newId())).toBeNull();
});

test("the list says where and when, which one asks, and leaves out what is over", async () => {
  const userId = await newUser();
  const [first, second] = [await signIn(userId, "Safari\0"), await signIn(userId, "x".repeat(900))];
  await endSessions(shop.services, { userId, only: await signIn(userId) });
  const listed = await listSessions(shop.services, { userId, sessionId: first });
  expect(listed.map(({ id, isCurrent }) => [id, isCurrent])).toEqual([
    [second, false],
    [first, true],
  ]);
  expect(listed[1]).toMatchObject({ address: "192.0.2.7", userAgent: "Safari", createdAt: shop.clock.now() });
  expect(listed[0]?.userAgent).toHaveLength(300);
});

test("its use is noted to the minute, and what is not used for 30 days is over", async () => {
  const userId = await newUser();
  const sessionId = await signIn(userId);
  const seen = async () => (await shop.db.prisma.session.findUniqueOrThrow({ where: { id: sessionId } })).lastSeenAt;
  const begun = shop.clock.now();
  shop.clock.advance(59_000);
  await principalOf(userId, sessionId);
  expect(await seen()).toEqual(begun);
  shop.clock.advance(1_000);
  await principalOf(userId, sessionId);
  await vi.waitFor(async () => expect(await seen()).toEqual(shop.clock.now()));
  shop.clock.advance(30 * 86_400_000);
  expect(await principalOf(userId, sessionId)).toBeNull();
  expect(await listSessions(shop.services, { userId })).toEqual([]);
});

test("what was opened with a session hears of its end from any process, once, and of nobody else's", async () => {
  const userId = await newUser();
  const [ended, other] = [await signIn(userId), await signIn(userId)];
  const heard: string[] = [];
  const watch = (sessionId: string, name: string) =>
    watchCredential(shop.services, { userId, sessionId, onEnded: () => heard.push(name) });
  watch(ended, "ended");
  watch(other, "other");
  const stop = watch(ended, "stopped");
  stop();
  await endSessions(shop.services, { userId, only: ended });
  await vi.waitFor(() => expect(heard).toEqual(["ended"]));
  await endSessions(shop.services, { userId });
  await vi.waitFor(() => expect(heard).toEqual(["ended", "other"]));
});
