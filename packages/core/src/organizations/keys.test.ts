import { afterAll, beforeAll, expect, test } from "vitest";

import type { Ctx } from "#context.ts";
import { closeCredentialWatch, watchCredential } from "#people/watch-credential.ts";
import { createTestShop, type TestShop } from "#testing/create-test-shop.ts";

import { createApiKey } from "./create-api-key.ts";
import { findApiKey } from "./find-api-key.ts";
import { listApiKeys } from "./list-api-keys.ts";
import { revokeApiKey } from "./revoke-api-key.ts";

let shop: TestShop;

beforeAll(async () => {
  shop = await createTestShop();
});
afterAll(async () => {
  await closeCredentialWatch(shop.services);
  await shop.close();
});

test("nobody makes a key that may more than they do: not staff, and not a key", async () => {
  const staff = await shop.member("staff", ["keys:write", "orders:read"]);
  await createApiKey(staff, { name: "reader", scopes: ["orders:read"] });
  for (const scopes of [["orders:refund"], ["orders:read", "admin"], ["*"]])
    await expect(createApiKey(staff, { name: "more", scopes })).rejects.toMatchObject({ code: "forbidden" });
  const key: Ctx = { ...shop.ctx, actor: { type: "api_key", apiKeyId: crypto.randomUUID(), scopes: ["keys:write"] } };
  await createApiKey(key, { name: "same", scopes: ["keys:write"] });
  await expect(createApiKey(key, { name: "more", scopes: ["orders:read"] })).rejects.toMatchObject({
    code: "forbidden",
  });
  await createApiKey(await shop.member("admin"), { name: "all", scopes: ["*"] });
});

test("a revoked key stands for nobody from then on, however many ask at once, and its streams are closed", async () => {
  const owner = await shop.member("owner");
  const { apiKeyId, key } = await createApiKey(owner, { name: "leaked", scopes: ["orders:read"] });
  const other = await createApiKey(owner, { name: "kept", scopes: ["orders:read"] });
  expect(await findApiKey(shop.services, key)).toMatchObject({ actor: { apiKeyId } });
  const closed: string[] = [];
  for (const id of [apiKeyId, other.apiKeyId])
    watchCredential(shop.services, { apiKeyId: id, onEnded: () => closed.push(id) });
  await Promise.all(Array.from({ length: 5 }, () => revokeApiKey(owner, { apiKeyId })));
  const asked = await Promise.all(Array.from({ length: 20 }, () => findApiKey(shop.services, key)));
  expect(asked).toEqual(Array(20).fill(null));
  expect(await findApiKey(shop.services, other.key)).not.toBeNull();
  await expect.poll(() => closed).toEqual([apiKeyId]);
  const where = { subjectId: apiKeyId, action: "api_key.revoked" };
  expect(await shop.db.prisma.auditLog.count({ where })).toBe(1);
});

test("keys are listed page by page, with who made them and when they were used, without what they are", async () => {
  const mine = await createTestShop({ db: shop.db });
  const owner = await mine.member("owner");
  const made: string[] = [];
  for (let n = 0; n < 5; n += 1) {
    const { key } = await createApiKey(owner, { name: `key ${n}`, scopes: ["orders:read"] });
    made.push(key);
    mine.clock.advance(1);
  }
  await findApiKey(mine.services, made[4] ?? "");
  await expect.poll(async () => (await listApiKeys(owner)).items[0]?.lastUsedAt).not.toBeNull();
  const first = await listApiKeys(owner, { limit: 2 });
  const rest = await listApiKeys(owner, { limit: 100, cursor: first.nextCursor ?? undefined });
  expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual([4, 3, 2, 1, 0].map((n) => `key ${n}`));
  expect(first.items[0]).toMatchObject({ createdBy: expect.any(String), revokedAt: null, scopes: ["orders:read"] });
  for (const key of made) expect(JSON.stringify([first, rest])).not.toContain(key);
});

test("what is another organization's is not found, and stays", async () => {
  const elsewhere = await createTestShop({ db: shop.db });
  const { apiKeyId, key } = await createApiKey(await elsewhere.member("owner"), { name: "theirs", scopes: ["*"] });
  const owner = await shop.member("owner");
  await expect(revokeApiKey(owner, { apiKeyId })).rejects.toMatchObject({ code: "not_found" });
  await expect(listApiKeys(owner, { cursor: apiKeyId })).rejects.toMatchObject({ code: "invalid_input" });
  expect(await findApiKey(shop.services, key)).not.toBeNull();
});

test("a key with an end is good until then, and one that has ended is not made", async () => {
  const owner = await shop.member("owner");
  const expiresAt = new Date(shop.clock.now().getTime() + 60_000);
  const { key } = await createApiKey(owner, { name: "short", scopes: ["orders:read"], expiresAt });
  expect(await findApiKey(shop.services, key)).not.toBeNull();
  shop.clock.advance(60_000);
  expect(await findApiKey(shop.services, key)).toBeNull();
  await expect(createApiKey(owner, { name: "past", scopes: [], expiresAt })).rejects.toMatchObject({
    code: "invalid_input",
  });
});
