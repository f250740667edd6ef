import { afterAll, beforeAll, expect, test } from "vitest";

import { newId } from "@cartwright/db";

import { verifyCredentials } from "#customers/verify-credentials.ts";
import { isDomainError } from "#errors.ts";
import { addOrder } from "#testing/add-order.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";
import { createPostbox, type Postbox } from "#testing/postbox.ts";

import { askForReset, askToProve, askToRegister, linkLimits } from "./ask-for-link.ts";
import { beginSession } from "./begin-session.ts";
import { changePassword } from "./change-password.ts";
import { confirmEmail } from "./confirm-email.ts";
import { confirmRegistration } from "./confirm-registration.ts";
import { listSessions } from "./list-sessions.ts";
import { resetPassword } from "./reset-password.ts";
import { sendAccountLink } from "./send-account-link.ts";

let shop: TestShop;
let post: Postbox;

beforeAll(async () => {
  shop = await createTestShop();
  post = createPostbox(shop);
});

afterAll(() => shop.close());

const password = "correct horse battery";
let visitor = 0;
/** Everybody comes from an address of their own. */
const address = () => `198.51.100.${(visitor += 1)}`;

async function askFor(email: string, chosen = password) {
  await askToRegister(shop.guest(), { email, name: "Aino", password: chosen, address: address() });
  return post.deliver();
}

async function register(email: string) {
  const { token } = await askFor(email);
  return confirmRegistration(shop.guest(), { token, password });
}

function signIn(email: string, given = password) {
  return verifyCredentials(shop.services, { email, password: given, address: address() });
}

async function codesOf(tries: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(tries);
  return settled.map((result) =>
    result.status === "fulfilled" ? "in" : isDomainError(result.reason) ? result.reason.code : String(result.reason),
  );
}

test("an account is made by the link and the password that was chosen, and by nothing less", async () => {
  const { token, mail } = await askFor("Aino@Example.com ");
  expect(mail).toMatchObject({ kind: "register", recipient: "aino@example.com" });
  await expect(signIn("aino@example.com")).rejects.toMatchObject({ code: "wrong_credentials" });
  const guess = confirmRegistration(shop.guest(), { token, password: "somebody else's" });
  await expect(guess).rejects.toMatchObject({ code: "wrong_credentials" });
  const made = await confirmRegistration(shop.guest(), { token, password });
  expect(made).toMatchObject({ email: "aino@example.com", name: "Aino" });
  expect((await signIn("aino@example.com")).userId).toBe(made.userId);
  expect((await shop.events("customer.created")).map(({ data }) => data)).toContainEqual({
    customerId: made.customerId,
    email: "aino@example.com",
  });
  const again = confirmRegistration(shop.guest(), { token, password });
  await expect(again).rejects.toMatchObject({ code: "link_invalid" });
});

test("of twenty who open one link at once, one gets through, whatever the link is for", async () => {
  const { userId, email } = await register("twenty@example.com");
  await askForReset(shop.guest(), { email, address: address() });
  const { token } = await post.deliver();
  const tries = Array.from({ length: 20 }, (_, n) => resetPassword(shop.guest(), { token, password: `new pass ${n}` }));
  const codes = await codesOf(tries);
  expect(codes.filter((code) => code === "in")).toHaveLength(1);
  expect(codes.filter((code) => code === "link_invalid")).toHaveLength(19);
  expect((await signIn(email, `new pass ${codes.indexOf("in")}`)).userId).toBe(userId);
});

test("two who register one address at once get one account, and the second link is void", async () => {
  const [first, second] = [await askFor("twice@example.com"), await askFor("twice@example.com")];
  const codes = await codesOf(
    [first, second].map(({ token }) => confirmRegistration(shop.guest(), { token, password })),
  );
  expect(codes.toSorted()).toEqual(["in", "link_invalid"]);
});

test("asking costs and writes the same whether there is an account or not; only the mailbox is told", async () => {
  const { email } = await register("known@example.com");
  const written = async (ask: (email: string) => Promise<unknown>, who: string) => {
    const before = await post.counts();
    expect(await ask(who)).toBeUndefined();
    const after = await post.counts();
    return { links: after.links - before.links, mails: after.mails - before.mails, jobs: after.jobs - before.jobs };
  };
  for (const who of [email, "unknown@example.com"]) {
    const reset = await written((to) => askForReset(shop.guest(), { email: to, address: address() }), who);
    expect(reset).toEqual({ links: 1, mails: 0, jobs: 1 });
    const asked = await written(
      (to) => askToRegister(shop.guest(), { email: to, name: "N", password, address: address() }),
      who,
    );
    expect(asked).toEqual({ links: 1, mails: 0, jobs: 1 });
  }
  const mails = await post.deliverAll();
  expect(mails.map(({ recipient, kind }) => `${recipient} ${kind}`).toSorted()).toEqual([
    "known@example.com account-exists",
    "known@example.com reset",
    "unknown@example.com register",
  ]);
});

test("one mailbox gets few mails an hour, and one address asks for few, also in parallel and whoever has an account", async () => {
  for (const email of ["flooded@example.com", (await register("flooded-known@example.com")).email]) {
    const ask = () => askForReset(shop.guest(), { email, address: address() });
    const codes = await codesOf(Array.from({ length: 20 }, ask));
    const already = email.includes("known") ? 1 : 0;
    expect(codes.filter((code) => code === "in")).toHaveLength(linkLimits.mailbox - already);
    expect(codes.filter((code) => code === "rate_limited")).toHaveLength(20 - linkLimits.mailbox + already);
  }
  const one = address();
  const many = Array.from({ length: 40 }, (_, n) =>
    askForReset(shop.guest(), { email: `${n}@example.com`, address: one }),
  );
  expect((await codesOf(many)).filter((code) => code === "in")).toHaveLength(linkLimits.address);
  await post.deliverAll();
});

test("a reset signs out everywhere, voids the other links, and tells the person", async () => {
  const { userId, email } = await register("reset@example.com");
  await beginSession(shop.services, { userId, address: "192.0.2.1", userAgent: "" });
  await askForReset(shop.guest(), { email, address: address() });
  const older = await post.deliver();
  await askForReset(shop.guest(), { email, address: address() });
  const newer = await post.deliver();
  expect(await resetPassword(shop.guest(), { token: newer.token, password: "quite another one" })).toEqual({ email });
  expect(await listSessions(shop.services, { userId })).toEqual([]);
  await expect(signIn(email)).rejects.toMatchObject({ code: "wrong_credentials" });
  await signIn(email, "quite another one");
  const used = resetPassword(shop.guest(), { token: older.token, password });
  await expect(used).rejects.toMatchObject({ code: "link_invalid" });
  expect(await post.last(email)).toMatchObject({ kind: "password-changed" });
});

test("a link that is too old, made up, for something else or of another shop is none", async () => {
  const { email } = await register("links@example.com");
  await askForReset(shop.guest(), { email, address: address() });
  const { token } = await post.deliver();
  const other = await createTestShop({ db: shop.db });
  const invalid = { code: "link_invalid", details: {} };
  await expect(confirmEmail(shop.guest(), { token })).rejects.toMatchObject(invalid);
  await expect(resetPassword(other.guest(), { token, password })).rejects.toMatchObject(invalid);
  for (const bad of ["", "x", `${newId()}.${"a".repeat(43)}`, token.slice(0, -1), `${token}a`]) {
    await expect(resetPassword(shop.guest(), { token: bad, password })).rejects.toMatchObject(invalid);
  }
  shop.clock.advance(3_600_000);
  await expect(resetPassword(shop.guest(), { token, password })).rejects.toMatchObject(invalid);
});

test("an e-mail moves by a link in the new mailbox; the old one is told, and links that lie there are void", async () => {
  const { userId, customerId, email } = await register("old@example.com");
  await askForReset(shop.guest(), { email, address: address() });
  const inOldMailbox = await post.deliver();
  const newEmail = "New@example.com";
  await askToProve(shop.ctx, { userId, kind: "change_email", email: newEmail, address: address() });
  const { token, mail } = await post.deliver();
  expect(mail).toMatchObject({ kind: "change-email", recipient: "new@example.com" });
  expect((await signIn(email)).userId).toBe(userId);
  expect(await confirmEmail(shop.guest(), { token })).toEqual({ email: "new@example.com" });
  expect((await signIn("new@example.com")).userId).toBe(userId);
  await expect(signIn(email)).rejects.toMatchObject({ code: "wrong_credentials" });
  expect(await post.last(email)).toMatchObject({ kind: "email-changed" });
  const reset = resetPassword(shop.guest(), { token: inOldMailbox.token, password });
  await expect(reset).rejects.toMatchObject({ code: "link_invalid" });
  expect(await shop.db.prisma.customer.findUnique({ where: { id: customerId } })).toMatchObject({
    email: "new@example.com",
  });
});

test("an address that has an account is not taken, and who asked for it is not told", async () => {
  const [mine, theirs] = [await register("mine@example.com"), await register("theirs@example.com")];
  const ask = { userId: mine.userId, kind: "change_email" as const, email: theirs.email, address: address() };
  expect(await askToProve(shop.ctx, ask)).toBeUndefined();
  expect((await post.deliverAll()).map(({ recipient, kind }) => [recipient, kind])).toEqual([
    [theirs.email, "address-in-use"],
  ]);
});

test("orders of a guest show in an account once its address is proven, and not before", async () => {
  const { orderId } = await addOrder(shop);
  const { email } = await shop.db.prisma.order.findUniqueOrThrow({ where: { id: orderId } });
  const actor = (await shop.customer(email)).actor;
  if (actor.type !== "customer") throw new Error("a customer");
  const owner = async () => (await shop.db.prisma.order.findUniqueOrThrow({ where: { id: orderId } })).customerId;
  expect(await owner()).not.toBe(actor.customerId);
  await askToProve(shop.ctx, { userId: actor.userId, kind: "verify", email, address: address() });
  const { token } = await post.deliver();
  expect(await owner()).not.toBe(actor.customerId);
  await confirmEmail(shop.guest(), { token });
  expect(await owner()).toBe(actor.customerId);
});

test("a changed password ends every other session and needs the present one", async () => {
  const { userId, email } = await register("change@example.com");
  const session = () => beginSession(shop.services, { userId, address: "192.0.2.1", userAgent: "" });
  const [{ sessionId }] = [await session(), await session()];
  const change = { userId, sessionId, newPassword: "quite another one", address: address() };
  const wrong = changePassword(shop.ctx, { ...change, password: "no idea at all" });
  await expect(wrong).rejects.toMatchObject({ code: "wrong_credentials" });
  expect(await changePassword(shop.ctx, { ...change, password })).toEqual({ ended: 1 });
  expect((await listSessions(shop.services, { userId })).map(({ id }) => id)).toEqual([sessionId]);
  await signIn(email, "quite another one");
});

test("a link is sent once, however often the job runs", async () => {
  await askForReset(shop.guest(), { email: (await register("once@example.com")).email, address: address() });
  const { linkId } = await post.deliver();
  expect(await sendAccountLink(shop.ctx, { linkId })).toEqual({ sent: null });
});
