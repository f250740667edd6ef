import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { createAmazonClient } from "../amazon/index.ts";
import type { ChannelOrder } from "../contracts/channel.ts";
import type { MarketplaceClient, MarketplaceStore } from "../contracts/marketplace.ts";
import { createEtsyClient } from "../etsy/index.ts";
import { connectAmazonSeller, readAmazonQuota, sellAtAmazon } from "../testing/amazon-seller.ts";
import { connectEtsyShop, readEtsyQuota, sellAtEtsy } from "../testing/etsy-shop.ts";
import { listAll } from "../testing/list-all.ts";
import { type SandboxProcess, startSandbox } from "../testing/start-sandbox.ts";
import { createMemoryBucket } from "../token-bucket/index.ts";

let sandbox: SandboxProcess;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

/**
 * A bad day: 30 % too many, 10 % hang, 5 % break off, and now and then a page that was given before. Faults are drawn one after
 * the other, so each rate is of what the ones before let through.
 */
async function breakALot(target: "etsy" | "amazon"): Promise<void> {
  const pathPattern = "(receipts|orders)$";
  await sandbox.fault({ target, kind: "rate_limit", rate: 0.3, retryAfterSeconds: 0, pathPattern });
  await sandbox.fault({ target, kind: "timeout", rate: 0.14, delayMs: 60_000, pathPattern });
  await sandbox.fault({ target, kind: "malformed", rate: 0.08, pathPattern });
  await sandbox.fault({ target, kind: "repeat", rate: 0.2, pathPattern });
}

const times = Array.from({ length: 20 }, (_, index) => 1_780_000_000 + index * 60);

test("on a bad day Etsy's receipts come to the same as on a good one, and Etsy itself refuses nothing", async () => {
  await sandbox.control("PUT", "/etsy/sandbox/quota", { perSecond: 100 });
  await sellAtEtsy(
    sandbox,
    times.map((updatedAt) => ({ createdAt: updatedAt, updatedAt })),
  );
  const store = await connectEtsyShop(sandbox);
  const app = { keystring: "key", sharedSecret: "shared", apiBase: `${sandbox.url}/etsy`, pageLength: 3 };
  const client = createEtsyClient({ ...app, ...patience(), buckets: createMemoryBucket() });
  await expectTheSame("etsy", client, store);
  expect((await readEtsyQuota(sandbox)).refused).toBe(0);
}, 60_000);

test("on a bad day Amazon's orders come to the same as on a good one, and Amazon itself refuses nothing", async () => {
  const plan = { rate: 100, burst: 100 };
  await sandbox.control("PUT", "/amazon/sandbox/quota", { searchOrders: plan });
  await sellAtAmazon(
    sandbox,
    times.map((seconds) => ({ lastUpdatedTime: new Date(seconds * 1_000).toISOString() })),
  );
  const app = { clientId: "client", clientSecret: "secret", region: "eu", marketplaceIds: ["A1PA6795UKMFR9"] } as const;
  const address = { apiBase: `${sandbox.url}/amazon`, pageLength: 3 };
  const client = createAmazonClient({ ...app, ...address, ...patience(), buckets: createMemoryBucket() });
  await expectTheSame("amazon", client, connectAmazonSeller());
  expect((await readAmazonQuota(sandbox)).searchOrders.refused).toBe(0);
}, 60_000);

/** The sandbox answers in a millisecond; the breaker is tested by itself. */
function patience() {
  return { timeoutMs: 100, opensAfter: 20, maxWaitMs: 10_000, delayMs: 10 };
}

async function expectTheSame(
  target: "etsy" | "amazon",
  client: MarketplaceClient,
  store: MarketplaceStore,
): Promise<void> {
  const good = await listAll(client, store);
  expect(good.orders.size).toBe(12 + times.length);
  await breakALot(target);
  const bad = await listAll(client, store);
  const struck = z
    .object({ items: z.array(z.object({ struck: z.number() })) })
    .parse(await sandbox.control("GET", "/faults"));
  await sandbox.clearFaults();
  expect(byId(bad.orders)).toEqual(byId(good.orders));
  expect(struck.items.reduce((sum, fault) => sum + fault.struck, 0)).toBeGreaterThan(5);
}

function byId(orders: ReadonlyMap<string, ChannelOrder>): Record<string, ChannelOrder> {
  return Object.fromEntries([...orders].toSorted(([a], [b]) => a.localeCompare(b)));
}
