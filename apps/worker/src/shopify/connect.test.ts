import { createHmac, randomUUID } from "node:crypto";

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import type { Ctx } from "@cartwright/core";
import { checkShop } from "@cartwright/core/shopify/check-shop";
import { enqueueShopChecks } from "@cartwright/core/shopify/enqueue-shop-checks";
import { connectOwnShop } from "@cartwright/core/shopify/install/connect-own-shop";
import { finishInstall } from "@cartwright/core/shopify/install/finish-install";
import { startInstall } from "@cartwright/core/shopify/install/start-install";
import { keepAccessToken } from "@cartwright/core/shopify/keep-access-token";
import { listIntegrations } from "@cartwright/core/shopify/list-integrations";
import { createTestShop, type TestShop } from "@cartwright/core/testing";

import { type ShopifyRig, shopifyKeys, startShopify } from "#testing/shopify-rig.ts";

let shop: TestShop;
let rig: ShopifyRig;
let ctx: Ctx;
let shopDomain: string;
let made = 0;
// Ours runs ahead of Shopify's, which is the wall's.
let skippedMs = 0;
const skip = (ms: number) => void (skippedMs += ms);
const signal = new AbortController().signal;

beforeAll(async () => {
  [shop, rig] = await Promise.all([createTestShop({ connections: 20 }), startShopify()]);
  ctx = { ...(await shop.member("owner")), ...rig.services, now: () => new Date(Date.now() + skippedMs) };
});
beforeEach(async () => {
  made += 1;
  shopDomain = `shop-${made}.myshopify.com`;
  skippedMs = 0;
  await rig.lever(shopDomain, "PUT", "", { orders: 3, products: 3 });
});
afterAll(async () => {
  await rig.stop();
  await shop.close();
});

/** What a merchant does who agrees: the query that comes back with them. */
async function agree(authorizeUrl: string, choice = "install"): Promise<URLSearchParams> {
  const response = await fetch(authorizeUrl, { method: "POST", body: `choice=${choice}`, redirect: "manual" });
  return new URL(response.headers.get("location") ?? "").searchParams;
}

function signed(query: Record<string, string>, secret: string = shopifyKeys.clientSecrets[0]): URLSearchParams {
  const keys = Object.keys(query).toSorted();
  const message = keys.map((key) => `${key}=${query[key]}`).join("&");
  return new URLSearchParams({ ...query, hmac: createHmac("sha256", secret).update(message).digest("hex") });
}

const finish = (query: URLSearchParams, cookie: string | null) =>
  finishInstall(ctx, { query, cookie, requestId: randomUUID(), signal });

async function install(): Promise<string> {
  const { authorizeUrl, cookie } = startInstall(ctx, { shop: shopDomain });
  const saved = await finish(await agree(authorizeUrl), cookie);
  return saved?.integrationId ?? "";
}

const rowOf = (id: string) => shop.db.prisma.shopifyIntegration.findUniqueOrThrow({ where: { id } });
const secondsNow = () => String(Math.floor(ctx.now().getTime() / 1_000));

test("a merchant who agrees connects the shop: tokens are kept encrypted, and a job looks it up", async () => {
  const integrationId = await install();
  const row = await rowOf(integrationId);
  expect(row).toMatchObject({ shopDomain, state: "active", grant: "authorization_code", apiVersion: "2026-10" });
  expect(row.refreshTokenExpiresAt?.getTime()).toBeGreaterThan((row.accessTokenExpiresAt?.getTime() ?? 0) + 86_400_000);
  expect(Buffer.from(row.accessTokenEnc ?? []).toString("latin1")).not.toContain("shpat_");
  const checked = await checkShop(ctx, { organizationId: ctx.organizationId, integrationId, signal });
  expect(checked).toEqual({ repaired: 16, removed: 0 });
  const { items } = await listIntegrations(ctx);
  expect(items[0]).toMatchObject({ id: integrationId, shopName: "Havu", currency: "EUR", webhooksError: null });
  expect(JSON.stringify(items)).not.toContain("Enc");
});

test("a merchant who says no connects nothing", async () => {
  const { authorizeUrl, cookie } = startInstall(ctx, { shop: shopDomain });
  expect(await finish(await agree(authorizeUrl, "cancel"), cookie)).toBeNull();
  expect(await shop.db.prisma.shopifyIntegration.count({ where: { shopDomain } })).toBe(0);
});

test.for([
  "havu.myshopify.com.evil.test",
  "evil.test/havu.myshopify.com",
  "-a.myshopify.com",
  "myshopify.com",
  "",
  "a b",
])("no installation begins at %s", (address) => {
  expect(() => startInstall(ctx, { shop: address })).toThrow(expect.objectContaining({ code: "invalid_input" }));
});

test("what was changed on its way, or is not Shopify's, connects nothing", async () => {
  const { authorizeUrl, cookie } = startInstall(ctx, { shop: shopDomain });
  const query = await agree(authorizeUrl);
  const changed = (change: (copy: URLSearchParams) => void) => {
    const copy = new URLSearchParams(query);
    change(copy);
    return finish(copy, cookie);
  };
  const refused = { code: "invalid_signature" };
  await expect(changed((copy) => copy.set("code", "other"))).rejects.toMatchObject(refused);
  await expect(changed((copy) => copy.set("shop", "other.myshopify.com"))).rejects.toMatchObject(refused);
  await expect(changed((copy) => copy.append("extra", "1"))).rejects.toMatchObject(refused);
  await expect(changed((copy) => copy.delete("hmac"))).rejects.toMatchObject(refused);
  await expect(changed((copy) => copy.append("hmac", copy.get("hmac") ?? ""))).rejects.toMatchObject(refused);
  // Signed rightly, but not about a shop at all, too old, from the future, or by another app.
  const facts = { code: "c", shop: "evil.test", state: "s", timestamp: secondsNow() };
  await expect(finish(signed(facts), cookie)).rejects.toMatchObject({ code: "invalid_input" });
  const at = (offset: number) => ({ ...facts, shop: shopDomain, timestamp: String(Number(secondsNow()) + offset) });
  await expect(finish(signed(at(-91)), cookie)).rejects.toMatchObject(refused);
  await expect(finish(signed(at(91)), cookie)).rejects.toMatchObject(refused);
  await expect(finish(signed(at(0), "another-secret"), cookie)).rejects.toMatchObject(refused);
});

test("only the browser that began an installation ends it, within ten minutes, and once", async () => {
  const { authorizeUrl, cookie } = startInstall(ctx, { shop: shopDomain });
  const other = startInstall(ctx, { shop: shopDomain });
  const elsewhere = startInstall(ctx, { shop: "elsewhere.myshopify.com" });
  const query = await agree(authorizeUrl);
  const refused = { code: "invalid_signature" };
  for (const wrong of [null, other.cookie, elsewhere.cookie, cookie.slice(0, -4), "x"])
    await expect(finish(query, wrong)).rejects.toMatchObject(refused);
  expect(await finish(query, cookie)).toMatchObject({ shopDomain });
  await expect(finish(query, cookie)).rejects.toMatchObject({ code: "forbidden" });
  skip(10 * 60_000 + 1);
  const late = signed({ code: "c", shop: shopDomain, state: query.get("state") ?? "", timestamp: secondsNow() });
  await expect(finish(late, cookie)).rejects.toThrow("took too long");
});

test("an installation that Shopify signs with the older secret during a rotation holds", async () => {
  await rig.sandbox.control("POST", "/shopify/control", { signWithOlder: true });
  expect(await install()).not.toBe("");
  await rig.sandbox.control("POST", "/shopify/control", { signWithOlder: false });
});

test("an app without all the scopes that it needs is refused, naming those that are missing", async () => {
  const { authorizeUrl, cookie } = startInstall(ctx, { shop: shopDomain });
  const fewer = new URL(authorizeUrl);
  fewer.searchParams.set("scope", "read_products,write_inventory,read_customers,read_locations");
  const refused = finish(await agree(fewer.href), cookie);
  await expect(refused).rejects.toMatchObject({ code: "forbidden", details: { missingScopes: ["read_orders"] } });
});

test("a shop is one organization's at a time, and the same one again when it comes back", async () => {
  const first = await install();
  const others = await createTestShop({ db: shop.db });
  const foreign = { ...others.ctx, ...rig.services };
  await expect(connectOwnShop(foreign, { shop: shopDomain })).rejects.toMatchObject({ code: "conflict" });
  expect(await connectOwnShop(ctx, { shop: ` ${shopDomain.toUpperCase()} ` })).toEqual({
    integrationId: first,
    shopDomain,
  });
});

test("twenty who need a token at once renew it once, and all get the new one", async () => {
  const integrationId = await install();
  const old = await keepAccessToken(ctx, { integrationId });
  const refreshed = async () => ((await rig.lever(shopDomain, "GET")) as { refreshed: number }).refreshed;
  const before = await refreshed();
  skip(59 * 60_000);
  const tokens = await Promise.all(Array.from({ length: 20 }, () => keepAccessToken(ctx, { integrationId })));
  expect(new Set(tokens).size).toBe(1);
  expect(tokens[0]).not.toBe(old);
  expect(await refreshed()).toBe(before + 1);
  // The refresh token took its turn as well: the next time works too.
  skip(59 * 60_000);
  expect(await keepAccessToken(ctx, { integrationId })).not.toBe(tokens[0]);
});

test("a token that Shopify turned down is renewed before its time, by whoever is told first", async () => {
  const integrationId = await install();
  const refused = await keepAccessToken(ctx, { integrationId });
  const [one, two] = await Promise.all([1, 2].map(() => keepAccessToken(ctx, { integrationId, refused })));
  expect(one).toBe(two);
  expect(one).not.toBe(refused);
});

test("when Shopify takes neither token any more the shop waits to be installed again", async () => {
  const integrationId = await install();
  await rig.lever(shopDomain, "POST", "/uninstall");
  const refused = await keepAccessToken(ctx, { integrationId });
  const renewed = keepAccessToken(ctx, { integrationId, refused });
  await expect(renewed).rejects.toMatchObject({ code: "integration_inactive" });
  expect(await rowOf(integrationId)).toMatchObject({ state: "needs_reauthorization", refreshLeaseUntil: null });
  expect(await install()).toBe(integrationId);
  expect(await rowOf(integrationId)).toMatchObject({ state: "active", stateReason: null });
});

test("a renewal whose answer is lost costs nothing: the refresh token that we still hold is taken until its replacement is used", async () => {
  const integrationId = await install();
  const refused = await keepAccessToken(ctx, { integrationId });
  const { refreshTokenEnc } = await rowOf(integrationId);
  // Shopify has given the next pair away, and it never reaches us, or the process dies before it can be written.
  await rig.sandbox.fault({ target: "shopify", kind: "drop_after", pathPattern: "access_token", times: 2 });
  for (const _ of [1, 2]) {
    const lost = keepAccessToken(ctx, { integrationId, refused });
    await expect(lost).rejects.toMatchObject({ name: "ProviderUnavailableError" });
  }
  expect(await rowOf(integrationId)).toMatchObject({ state: "active", refreshTokenEnc, refreshLeaseUntil: null });
  const renewed = await keepAccessToken(ctx, { integrationId, refused });
  expect(renewed).not.toBe(refused);
  // Its replacement takes its turn: the one before is spent with that, as Shopify's rules say.
  skip(59 * 60_000);
  expect(await keepAccessToken(ctx, { integrationId })).not.toBe(renewed);
  await shop.db.prisma.shopifyIntegration.update({ where: { id: integrationId }, data: { refreshTokenEnc } });
  skip(59 * 60_000);
  await expect(keepAccessToken(ctx, { integrationId })).rejects.toMatchObject({ code: "integration_inactive" });
  expect((await listIntegrations(ctx)).items.find(({ id }) => id === integrationId)).toMatchObject({
    state: "needs_reauthorization",
    stateReason: "Shopify no longer accepts this app's access. Install the app again.",
  });
});

test("while Shopify is away a renewal fails without spending anything, and works afterwards", async () => {
  const integrationId = await install();
  const refused = await keepAccessToken(ctx, { integrationId });
  await rig.sandbox.fault({ target: "shopify", kind: "status", pathPattern: "access_token", times: 1 });
  const failed = keepAccessToken(ctx, { integrationId, refused });
  await expect(failed).rejects.toMatchObject({ name: "ProviderUnavailableError" });
  expect(await rowOf(integrationId)).toMatchObject({ state: "active" });
  expect(await keepAccessToken(ctx, { integrationId, refused })).not.toBe(refused);
});

test("an app of the shop's own asks for a token by itself, also when it was forgotten", async () => {
  const { integrationId } = await connectOwnShop(ctx, { shop: shopDomain });
  await rig.lever(shopDomain, "POST", "/expire-tokens");
  const checked = await checkShop(ctx, { organizationId: ctx.organizationId, integrationId, signal });
  expect(checked?.repaired).toBe(16);
});

test("subscriptions that Shopify dropped are made again, and those to an old address are taken back", async () => {
  const { integrationId } = await connectOwnShop(ctx, { shop: shopDomain });
  const check = (webUrl: string) => {
    const settings = { ...ctx.settings, webUrl };
    return checkShop({ ...ctx, settings }, { organizationId: ctx.organizationId, integrationId, signal });
  };
  expect(await check("https://old.test")).toEqual({ repaired: 16, removed: 0 });
  expect(await check("https://new.test")).toEqual({ repaired: 16, removed: 16 });
  expect(await check("https://new.test")).toEqual({ repaired: 0, removed: 0 });
  await rig.lever(shopDomain, "POST", "/drop-subscriptions");
  expect(await check("https://new.test")).toEqual({ repaired: 16, removed: 0 });
  // Shopify takes no address without https: staff read why.
  expect(await check("http://plain.test")).toEqual({ repaired: 0, removed: 0 });
  expect((await rowOf(integrationId)).webhooksError).toContain("Address is invalid");
});

test("every active shop is looked at by the hour, and no other", async () => {
  const { integrationId } = await connectOwnShop(ctx, { shop: shopDomain });
  const jobs = async () => {
    const rows = await shop.db.prisma.$queryRaw<{ count: bigint }[]>`
      select count(*) from graphile_worker.jobs where key = ${`check-shopify:${integrationId}`}`;
    return Number(rows[0]?.count ?? 0n);
  };
  await checkShop(ctx, { organizationId: ctx.organizationId, integrationId, signal });
  await shop.db.prisma.$executeRaw`
    select graphile_worker.remove_job(${`check-shopify:${integrationId}`})`;
  await enqueueShopChecks(ctx);
  expect(await jobs()).toBe(0);
  skip(61 * 60_000);
  await enqueueShopChecks(ctx);
  await enqueueShopChecks(ctx);
  expect(await jobs()).toBe(1);
});
