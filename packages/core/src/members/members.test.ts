import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { transact } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { findPrincipal } from "#organizations/find-principal.ts";
import { beginSession } from "#people/begin-session.ts";
import { createTestShop, type TestShop } from "#testing/create-test-shop.ts";
import { createPostbox } from "#testing/postbox.ts";

import { acceptInvitation } from "./accept-invitation.ts";
import { resendInvitation, revokeInvitation } from "./change-invitation.ts";
import { changeMember, leaveOrganization, removeMember } from "./change-member.ts";
import { inviteMember } from "./invite-member.ts";
import { listInvitations, listMembers } from "./list-members.ts";
import { readInvitation } from "./read-invitation.ts";

let shop: TestShop;
let owner: Ctx;

beforeAll(async () => {
  shop = await createTestShop();
});
beforeEach(async () => {
  shop = await createTestShop({ db: shop.db });
  owner = await shop.member("owner");
});
afterAll(() => shop.close());

const account = { name: "Veera Salo", password: "a long enough password" };
const clerk = { role: "staff", permissions: ["orders:read"] } as const;
let n = 0;
const newEmail = () => `invited-${(n += 1)}-${crypto.randomUUID()}@example.com`;

async function invite(email = newEmail(), standing: Parameters<typeof inviteMember>[1] | object = clerk) {
  const { invitationId } = await inviteMember(owner, { ...clerk, ...standing, email });
  return { email, invitationId, token: await tokenTo(email) };
}

async function tokenTo(email: string): Promise<string> {
  const token = await createPostbox(shop).tokenTo(email);
  if (token === null) throw new Error("no invitation was mailed");
  return token;
}

async function memberIdOf({ actor }: Ctx): Promise<string> {
  if (!("userId" in actor)) throw new Error("a person");
  const where = { organizationId_userId: { organizationId: shop.organizationId, userId: actor.userId } };
  return (await shop.db.prisma.member.findUniqueOrThrow({ where })).id;
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    ({ code }: { code: string }) => code,
  );

test("whoever reads the invited address becomes a member, once, however many come at once", async () => {
  const { email, token } = await invite();
  expect(await readInvitation(shop.services, { token })).toMatchObject({ email, role: "staff", hasAccount: false });
  const tries = Array.from({ length: 20 }, () =>
    codeOf(acceptInvitation(shop.guest(), { token, user: null, account })),
  );
  const codes = await Promise.all(tries);
  expect(codes.filter((code) => code === "done")).toHaveLength(1);
  const { items } = await listMembers(owner);
  expect(items.filter((member) => member.email === email)).toMatchObject([clerk]);
  expect((await listInvitations(owner)).items).toEqual([]);
  expect(await codeOf(readInvitation(shop.services, { token }))).toBe("link_invalid");
});

test("who has an account signs in with it; another person's invitation is not theirs", async () => {
  const shopper = await shop.customer();
  if (shopper.actor.type !== "customer") throw new Error("a shopper");
  const { userId: id } = shopper.actor;
  const { email } = await shop.db.prisma.user.findUniqueOrThrow({ where: { id } });
  const { token } = await invite(email);
  expect(await readInvitation(shop.services, { token })).toMatchObject({ hasAccount: true });
  expect(await codeOf(acceptInvitation(shop.guest(), { token, user: null, account }))).toBe("unauthenticated");
  const stranger = { id: crypto.randomUUID(), email: "stranger@example.com" };
  expect(await codeOf(acceptInvitation(shop.guest(), { token, user: stranger }))).toBe("forbidden");
  await acceptInvitation(shop.guest(), { token, user: { id, email } });
  const found = await findPrincipal(shop.services, {
    userId: id,
    organizationId: shop.organizationId,
    organization: "only",
  });
  expect(found?.actor).toMatchObject({ type: "member", ...clerk });
});

test("who became a member in another way is told so, and nothing else", async () => {
  const { email, token } = await invite();
  const staff = await shop.member("staff");
  if (staff.actor.type !== "member") throw new Error("a member");
  const { userId: id } = staff.actor;
  await shop.db.prisma.user.update({ where: { id }, data: { email } });
  expect(await codeOf(acceptInvitation(shop.guest(), { token, user: { id, email } }))).toBe("conflict");
});

test("members are changed while orders are being placed, which hold on to their organization", async () => {
  const memberId = await memberIdOf(await shop.member("staff"));
  await transact(shop.db, async (tx) => {
    // As the foreign key of every new order does.
    await tx.$queryRaw`select 1 from organizations where id = ${shop.organizationId}::uuid for key share`;
    expect(await codeOf(inviteMember(owner, { ...clerk, email: newEmail() }))).toBe("done");
    expect(await codeOf(changeMember(owner, { ...clerk, memberId }))).toBe("done");
  });
});

test("a link is good for a week, until it is sent anew or taken back", async () => {
  const late = await invite();
  shop.clock.advance(7 * 86_400_000);
  expect(await codeOf(readInvitation(shop.services, late))).toBe("link_invalid");
  await resendInvitation(owner, late);
  const again = { token: await tokenTo(late.email) };
  expect(await codeOf(readInvitation(shop.services, late))).toBe("link_invalid");
  expect(await codeOf(readInvitation(shop.services, again))).toBe("done");
  await revokeInvitation(owner, late);
  expect(await codeOf(readInvitation(shop.services, again))).toBe("link_invalid");
  expect(await codeOf(resendInvitation(owner, late))).toBe("not_found");
  const first = await invite();
  await invite(first.email);
  expect(await codeOf(readInvitation(shop.services, first))).toBe("link_invalid");
});

test("nobody gives or takes more than they have", async () => {
  const admin = await shop.member("admin");
  const staff = await shop.member("staff", ["members:write", "orders:read"]);
  const rich = await shop.member("staff", ["orders:read", "orders:refund"]);
  const email = newEmail();
  const refused = [
    await codeOf(inviteMember(admin, { email, role: "owner", permissions: [] })),
    await codeOf(inviteMember(staff, { email, role: "admin", permissions: [] })),
    await codeOf(inviteMember(staff, { email, role: "staff", permissions: ["orders:refund"] })),
    await codeOf(changeMember(admin, { memberId: await memberIdOf(owner), role: "staff", permissions: [] })),
    await codeOf(changeMember(admin, { memberId: await memberIdOf(admin), role: "owner", permissions: [] })),
    await codeOf(
      changeMember(staff, { memberId: await memberIdOf(staff), role: "staff", permissions: ["orders:refund"] }),
    ),
    await codeOf(
      changeMember(staff, { memberId: await memberIdOf(rich), role: "staff", permissions: ["orders:read"] }),
    ),
    await codeOf(removeMember(staff, { memberId: await memberIdOf(rich) })),
    await codeOf(removeMember(staff, { memberId: await memberIdOf(admin) })),
    await codeOf(removeMember(admin, { memberId: await memberIdOf(owner) })),
  ];
  expect(refused).toEqual(refused.map(() => "forbidden"));
  await inviteMember(staff, { email, role: "staff", permissions: ["orders:read"] });
  await changeMember(admin, { memberId: await memberIdOf(rich), role: "admin", permissions: [] });
  const other = await createTestShop({ db: shop.db });
  const theirs = await other.member("owner");
  const foreign = { memberId: await memberIdOf(owner) };
  expect(await codeOf(changeMember(theirs, { ...foreign, ...clerk }))).toBe("not_found");
  expect(await codeOf(removeMember(theirs, foreign))).toBe("not_found");
});

test("the last owner stays, also when two owners go at once", async () => {
  const second = await shop.member("owner");
  const leave = ({ actor, ...ctx }: Ctx) => {
    if (!("userId" in actor)) throw new Error("a person");
    return codeOf(leaveOrganization({ ...ctx, actor }, { userId: actor.userId }));
  };
  const codes = await Promise.all([leave(owner), leave(second)]);
  expect(codes.toSorted()).toEqual(["conflict", "done"]);
  const { items } = await listMembers(owner);
  expect(items.filter(({ role }) => role === "owner")).toHaveLength(1);
  const last = items.find(({ role }) => role === "owner")?.id ?? "";
  const stays = codes[0] === "conflict" ? owner : second;
  expect(await codeOf(changeMember(stays, { memberId: last, role: "admin", permissions: [] }))).toBe("conflict");
  expect(await codeOf(removeMember(stays, { memberId: last }))).toBe("conflict");
});

test("who is taken out is signed out at once", async () => {
  const staff = await shop.member("staff", ["orders:read"]);
  if (!("userId" in staff.actor)) throw new Error("a person");
  const { userId } = staff.actor;
  const { sessionId } = await beginSession(shop.services, { userId, address: "192.0.2.1", userAgent: "test" });
  const { organizationId } = shop;
  const find = () => findPrincipal(shop.services, { userId, organizationId, organization: "only", sessionId });
  expect(await find()).not.toBeNull();
  await removeMember(owner, { memberId: await memberIdOf(staff) });
  expect(await find()).toBeNull();
  const actions = await shop.db.prisma.auditLog.findMany({ where: { subjectId: userId }, select: { action: true } });
  expect(actions).toEqual([{ action: "member.removed" }]);
});

test("members and invitations are read page by page, and nobody else's", async () => {
  for (let index = 0; index < 4; index += 1) await invite();
  for (let index = 0; index < 4; index += 1) await shop.member("staff");
  const members = await listMembers(owner, { limit: 3 });
  const rest = await listMembers(owner, { limit: 3, cursor: members.nextCursor ?? undefined });
  expect([...members.items, ...rest.items]).toHaveLength(5);
  const open = await listInvitations(owner, { limit: 3 });
  const more = await listInvitations(owner, { limit: 3, cursor: open.nextCursor ?? undefined });
  expect([...open.items, ...more.items]).toHaveLength(4);
  const other = await createTestShop({ db: shop.db });
  const theirs = await other.member("owner");
  expect((await listMembers(theirs)).items).toHaveLength(1);
  expect((await listInvitations(theirs)).items).toEqual([]);
});
