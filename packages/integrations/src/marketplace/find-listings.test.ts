import { afterAll, beforeAll, expect, test } from "vitest";

import { createAmazonClient } from "../amazon/index.ts";
import type { ChannelListing } from "../contracts/channel.ts";
import type { ListingPage } from "../contracts/marketplace.ts";
import { createEtsyClient } from "../etsy/index.ts";
import { connectAmazonSeller, readAmazonQuota } from "../testing/amazon-seller.ts";
import { connectEtsyShop, etsyShopId } from "../testing/etsy-shop.ts";
import { type SandboxProcess, startSandbox } from "../testing/start-sandbox.ts";
import { createMemoryBucket } from "../token-bucket/index.ts";

let sandbox: SandboxProcess;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

function etsy() {
  const app = { keystring: "key", sharedSecret: "shared", apiBase: `${sandbox.url}/etsy`, pageLength: 2 };
  return createEtsyClient({ ...app, buckets: createMemoryBucket() });
}

function amazon() {
  const app = { clientId: "client", clientSecret: "secret", region: "eu", marketplaceIds: ["A1PA6795UKMFR9"] } as const;
  return createAmazonClient({ ...app, apiBase: `${sandbox.url}/amazon`, buckets: createMemoryBucket() });
}

test("Etsy's listings are walked page by page, each variation with a SKU by the name that its orders bear", async () => {
  const path = `/etsy/sandbox/shops/${etsyShopId}/listings`;
  await sandbox.control("POST", path, { listingId: 2_001, skus: ["A", "B"] });
  await sandbox.control("POST", path, { listingId: 2_002, skus: [null] });
  await sandbox.control("POST", path, { listingId: 2_003, skus: ["C"] });
  const { list } = etsy().stock?.find ?? {};
  const store = await connectEtsyShop(sandbox);
  const found: ChannelListing[] = [];
  let pages = 0;
  let cursor: string | null = null;
  do {
    const page: ListingPage | undefined = await list?.(store, cursor);
    found.push(...(page?.listings ?? []));
    cursor = page?.nextCursor ?? null;
    pages += 1;
  } while (cursor !== null);
  expect(pages).toBe(2);
  expect(found.map(({ externalId }) => externalId)).toEqual([
    "1001/HV-KI-MUG-PIN",
    "1001/HV-KI-MUG-SKY",
    "2001/A",
    "2001/B",
    "2003/C",
  ]);
  expect(found.at(-1)).toEqual({ externalId: "2003/C", externalIds: {}, sku: "C" });
});

test("what came out of a walk can be told its quantity", async () => {
  const store = await connectEtsyShop(sandbox);
  const [listing] = (await etsy().stock?.find?.list?.(store, null))?.listings ?? [];
  if (!listing) throw new Error("nothing was found");
  const quantities = [{ listing, quantity: 3 }];
  expect(await etsy().stock?.setQuantities(store, { quantities, idempotencyKey: crypto.randomUUID() })).toEqual([
    { externalId: listing.externalId, ok: true },
  ]);
});

test("Amazon is asked which of our SKUs it has, within its quota, and says what kind of product each is", async () => {
  const { bySku } = amazon().stock?.find ?? {};
  const seller = connectAmazonSeller();
  const ours = ["HV-KI-MUG-PIN", "HV,WITH-COMMA", ...Array.from({ length: 17 }, (_, index) => `NOT-THERE-${index}`)];
  expect(await bySku?.(seller, [...ours, "HV-KI-MUG-SKY"])).toEqual([
    { externalId: "HV-KI-MUG-PIN", externalIds: { productType: "HOME" }, sku: "HV-KI-MUG-PIN" },
    { externalId: "HV-KI-MUG-SKY", externalIds: { productType: "HOME" }, sku: "HV-KI-MUG-SKY" },
  ]);
  expect(await bySku?.(seller, ["HV,WITH-COMMA"])).toEqual([]);
  expect((await readAmazonQuota(sandbox)).searchListingsItems).toMatchObject({ counted: 1, refused: 0 });
});
