import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, expect, test } from "vitest";

import { hashPassword } from "#customers/password.ts";
import { signInLimits } from "#customers/verify-credentials.ts";
import { isDomainError } from "#errors.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { beginSession } from "./begin-session.ts";
import { codeLimit } from "./check-second-factor.ts";
import { listSessions } from "./list-sessions.ts";
import { readSecurity } from "./read-security.ts";
import {
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from "./set-up-second-factor.ts";
import { signIn } from "./sign-in.ts";

let shop: TestShop;
let passwordHash: string;

beforeAll(async () => {
  shop = await createTestShop();
  passwordHash = await hashPassword(password);
});

afterAll(() => shop.close());

const password = "correct horse battery";
const address = "192.0.2.1";
const halfMinute = 30_000;

/** What the app shows now. */
function codeOf(secret: string): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: shop.clock.now().getTime() });
}

async function newUser(email: string): Promise<string> {
  const { actor } = await shop.customer(email);
  if (actor.type !== "customer") throw new Error("a customer");
  await shop.db.prisma.user.update({ where: { id: actor.userId }, data: { passwordHash } });
  return actor.userId;
}

async function withSecondFactor(email: string) {
  const userId = await newUser(email);
  const { secret, uri } = await beginSecondFactor(shop.ctx, { userId, password, address });
  const { recoveryCodes } = await confirmSecondFactor(shop.ctx, { userId, code: codeOf(secret), sessionId: undefined });
  // The code that turned it on is used up.
  shop.clock.advance(halfMinute);
  return { userId, email, secret, uri, recoveryCodes };
}

function enter(email: string, code: string | null, given = password) {
  return signIn(shop.ctx, { email, password: given, code, address, userAgent: "Firefox" });
}

async function codesOf(tries: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(tries);
  return settled.map((result) =>
    result.status === "fulfilled" ? "in" : isDomainError(result.reason) ? result.reason.code : String(result.reason),
  );
}

test("without a second step the password is enough; begun and not confirmed it changes nothing", async () => {
  const userId = await newUser("plain@example.com");
  expect((await enter("plain@example.com", null)).userId).toBe(userId);
  await beginSecondFactor(shop.ctx, { userId, password, address });
  expect((await enter("plain@example.com", null)).userId).toBe(userId);
  expect(await readSecurity(shop.services, { userId })).toMatchObject({ recoveryCodesLeft: null });
});

test("with it the password gets no further than to the code, and a wrong password not even there", async () => {
  const { userId, email, secret, uri, recoveryCodes } = await withSecondFactor("both@example.com");
  expect(uri).toMatch(/^otpauth:\/\/totp\/Havu:both%40example\.com\?.*issuer=Havu/);
  expect(new Set(recoveryCodes).size).toBe(10);
  await expect(enter(email, null)).rejects.toMatchObject({ code: "second_factor_required" });
  await expect(enter(email, codeOf(secret), "a wrong password")).rejects.toMatchObject({ code: "wrong_credentials" });
  await expect(enter(email, "000000")).rejects.toMatchObject({ code: "second_factor_wrong" });
  expect((await enter(email, codeOf(secret))).userId).toBe(userId);
  const row = await shop.db.prisma.secondFactor.findUniqueOrThrow({ where: { userId } });
  expect(Buffer.from(row.sealedSecret).toString("latin1")).not.toContain(secret);
});

test("a code lets one in once, also when many come with it at once, and an older one not at all", async () => {
  const { email, secret } = await withSecondFactor("replay@example.com");
  const older = codeOf(secret);
  shop.clock.advance(halfMinute);
  const code = codeOf(secret);
  const codes = await codesOf(Array.from({ length: codeLimit.limit }, () => enter(email, code)));
  expect(codes.filter((outcome) => outcome === "in")).toHaveLength(1);
  await expect(enter(email, older)).rejects.toMatchObject({ code: "second_factor_wrong" });
});

test("a clock may be half a minute off, and not more", async () => {
  const { email, secret } = await withSecondFactor("clock@example.com");
  const early = codeOf(secret);
  shop.clock.advance(2 * halfMinute);
  await expect(enter(email, early)).rejects.toMatchObject({ code: "second_factor_wrong" });
  const late = codeOf(secret);
  shop.clock.advance(halfMinute);
  await enter(email, late);
});

test("guessing codes is stopped exactly, also by fifty tries at once with the right password", async () => {
  const { email, secret } = await withSecondFactor("guessed@example.com");
  // Right passwords are given back, so that only so many are under way at once.
  const codes: string[] = [];
  for (let round = 0; round < 10; round += 1) {
    codes.push(...(await codesOf(Array.from({ length: 5 }, (_, n) => enter(email, String(100_000 + round * 5 + n))))));
  }
  expect(codes.filter((code) => code === "second_factor_wrong")).toHaveLength(codeLimit.limit);
  expect(codes.filter((code) => code === "rate_limited")).toHaveLength(50 - codeLimit.limit);
  await expect(enter(email, codeOf(secret))).rejects.toMatchObject({ code: "rate_limited" });
  shop.clock.advance(codeLimit.windowMs);
  await enter(email, codeOf(secret));
});

test("fifty wrong passwords at once are counted exactly, with or without a second step", async () => {
  const { email } = await withSecondFactor("fifty@example.com");
  const tries = Array.from({ length: 50 }, (_, n) =>
    signIn(shop.ctx, { email, password: `guess ${n}`, code: null, address: `203.0.113.${n}`, userAgent: "" }),
  );
  const codes = await codesOf(tries);
  expect(codes.filter((code) => code === "wrong_credentials")).toHaveLength(signInLimits.account);
  expect(codes.filter((code) => code === "rate_limited")).toHaveLength(50 - signInLimits.account);
});

test("each recovery code lets one in once, however it is typed, and new ones take their place", async () => {
  const { userId, email, secret, recoveryCodes } = await withSecondFactor("lost@example.com");
  const [first = "", second = ""] = recoveryCodes;
  const codes = await codesOf(Array.from({ length: 4 }, () => enter(email, ` ${first.toUpperCase()} `)));
  expect(codes.filter((code) => code === "in")).toHaveLength(1);
  expect(await readSecurity(shop.services, { userId })).toMatchObject({ recoveryCodesLeft: 9 });
  shop.clock.advance(codeLimit.windowMs);
  const renewed = await renewRecoveryCodes(shop.ctx, { userId, code: codeOf(secret) });
  await expect(enter(email, second)).rejects.toMatchObject({ code: "second_factor_wrong" });
  await enter(email, renewed.recoveryCodes[0]?.replaceAll("-", "") ?? "");
  const stored = JSON.stringify(await shop.db.prisma.recoveryCode.findMany({ where: { userId } }));
  expect(stored).not.toContain(renewed.recoveryCodes[1]);
});

test("turning it on ends sessions that came in without it; turning it off takes password and code", async () => {
  const userId = await newUser("onoff@example.com");
  const begin = () => beginSession(shop.services, { userId, address, userAgent: "" });
  const [{ sessionId }] = [await begin(), await begin()];
  const { secret } = await beginSecondFactor(shop.ctx, { userId, password, address });
  await confirmSecondFactor(shop.ctx, { userId, code: codeOf(secret), sessionId });
  expect((await listSessions(shop.services, { userId })).map(({ id }) => id)).toEqual([sessionId]);
  await expect(beginSecondFactor(shop.ctx, { userId, password, address })).rejects.toMatchObject({ code: "conflict" });
  const off = { userId, password, address };
  const guess = removeSecondFactor(shop.ctx, { ...off, code: "000000" });
  await expect(guess).rejects.toMatchObject({ code: "second_factor_wrong" });
  shop.clock.advance(halfMinute);
  await removeSecondFactor(shop.ctx, { ...off, code: codeOf(secret) });
  expect((await enter("onoff@example.com", null)).userId).toBe(userId);
  const told = await shop.db.prisma.mail.findMany({
    where: { recipient: "onoff@example.com" },
    orderBy: { id: "asc" },
  });
  expect(told.map(({ kind }) => kind)).toEqual(["second-factor-on", "second-factor-off"]);
});
