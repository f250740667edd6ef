import { afterAll, beforeAll, expect, test } from "vitest";

import { newId } from "@cartwright/db";

import { createTestShop, type TestShop } from "#testing/index.ts";

import { createApiKey } from "./create-api-key.ts";
import { findApiKey } from "./find-api-key.ts";
import { findPrincipal } from "./find-principal.ts";

let shop: TestShop;
let elsewhere: TestShop;

beforeAll(async () => {
  shop = await createTestShop();
  elsewhere = await createTestShop({ db: shop.db });
});

afterAll(() => shop.close());

test("a key stands for its organization and scopes, and is nowhere stored", async () => {
  const { apiKeyId, key } = await createApiKey(shop.ctx, {
    name: "ERP",
    scopes: ["orders:read"],
    rateLimitPerMinute: 500,
  });
  expect(key).toMatch(/^cw_[\w-]{43}$/);
  expect(await findApiKey(shop.services, key)).toMatchObject({
    actor: { type: "api_key", apiKeyId, scopes: ["orders:read"] },
    organizationId: shop.organizationId,
    rateLimitPerMinute: 500,
  });
  const row = await shop.db.prisma.apiKey.findUniqueOrThrow({ where: { id: apiKeyId } });
  expect(JSON.stringify(row)).not.toContain(key);
});

test("a key that is unknown, revoked or past its time stands for nobody", async () => {
  const revoked = await createApiKey(shop.ctx, { name: "old", scopes: ["*"] });
  await shop.db.prisma.apiKey.update({ where: { id: revoked.apiKeyId }, data: { revokedAt: shop.clock.now() } });
  const expired = await createApiKey(shop.ctx, { name: "short", scopes: ["*"] });
  await shop.db.prisma.apiKey.update({ where: { id: expired.apiKeyId }, data: { expiresAt: shop.clock.now() } });
  for (const key of [revoked.key, expired.key, "cw_unknown"]) {
    expect(await findApiKey(shop.services, key)).toBeNull();
  }
});

test("the use of a key is noted", async () => {
  const { apiKeyId, key } = await createApiKey(shop.ctx, { name: "used", scopes: [] });
  await findApiKey(shop.services, key);
  await expect
    .poll(async () => (await shop.db.prisma.apiKey.findUniqueOrThrow({ where: { id: apiKeyId } })).lastUsedAt)
    .toEqual(shop.clock.now());
});

test("a session in this shop knows no membership of another organization, a token does", async () => {
  const { actor } = await elsewhere.member("admin");
  if (actor.type !== "member") throw new Error("a member");
  const { organizationId } = shop;
  const here = { userId: actor.userId, organizationId };
  expect(await findPrincipal(shop.services, { ...here, organization: "only" })).toBeNull();
  const there = await findPrincipal(shop.services, { ...here, organization: "first" });
  expect(there).toMatchObject({ organizationId: elsewhere.organizationId, actor: { type: "member", role: "admin" } });
});

test("a member of both is taken as who they are here", async () => {
  const { actor } = await elsewhere.member("owner");
  if (actor.type !== "member") throw new Error("a member");
  const { organizationId } = shop;
  const { userId } = actor;
  await shop.db.prisma.member.create({
    data: { id: newId(), organizationId, userId, role: "staff", permissions: ["orders:read"] },
  });
  const found = await findPrincipal(shop.services, { userId, organizationId, organization: "first" });
  expect(found).toMatchObject({ organizationId, actor: { role: "staff", permissions: ["orders:read"] } });
});

test("an unknown user stands for nobody", async () => {
  const { organizationId } = shop;
  expect(await findPrincipal(shop.services, { userId: newId(), organizationId, organization: "first" })).toBeNull();
});
