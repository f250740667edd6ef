import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import {
  type ChannelListing,
  type ListingFinder,
  type MarketplaceClient,
  ProviderRefusedError,
  ProviderUnavailableError,
} from "@cartwright/integrations/contracts";

import { saveListings } from "#channels/save-listings.ts";
import type { Ctx } from "#context.ts";
import { addStore } from "#testing/add-store.ts";
import { createTestShop, type TestShop } from "#testing/create-test-shop.ts";

import { syncStore } from "./sync-store.ts";

let shop: TestShop;
let mug: { sku: string; variantId: string };
let tray: { sku: string; variantId: string };
let storeId: string;
let find: ListingFinder;

const hours = 60 * 60_000;

beforeAll(async () => {
  shop = await createTestShop();
  mug = await shop.addProduct({ stock: 7 });
  tray = await shop.addProduct({ stock: 3 });
});
afterAll(() => shop.close());
beforeEach(async () => {
  find = {};
  ({ storeId } = await addStore({ as: (actor) => selling(shop.as(actor)) }));
});

/** With a marketplace that lists what has changed, which is nothing, and can be asked what it sells. */
function selling(ctx: Ctx): Ctx {
  const listChanged: MarketplaceClient["listChanged"] = async (_store, { since }) => {
    return { orders: [], unreadable: [], nextCursor: null, completeUntil: since };
  };
  const stock = { batchSize: 10, setQuantities: async () => [], find };
  return { ...ctx, marketplaces: { etsy: { ...shop.etsy, listChanged, stock } } };
}

const sync = () => syncStore(selling(shop.ctx), { storeId });
const row = () => shop.db.prisma.marketplaceStore.findUniqueOrThrow({ where: { id: storeId } });
const listings = () => shop.db.prisma.channelListing.findMany({ where: { storeId }, orderBy: { externalId: "asc" } });
const listed = (externalId: string, sku: string): ChannelListing => ({ externalId, externalIds: {}, sku });

test("a store's listings are found by our SKUs, and the store is to be told of each at once", async () => {
  const other = await shop.addProduct({ title: "Never counted", stock: 0 });
  find = {
    list: async (_store, cursor) =>
      cursor === null
        ? { listings: [listed("1/mug", mug.sku), listed("1/x", "SOMEBODY-ELSES")], nextCursor: "p2" }
        : { listings: [listed("2/tray", tray.sku), listed("3/none", other.sku)], nextCursor: null },
  };
  expect(await sync()).toMatchObject({ status: "completed" });
  expect(
    (await listings()).map(({ externalId, variantId, pushedRevision }) => [externalId, variantId, pushedRevision]),
  ).toEqual([
    ["1/mug", mug.variantId, 0],
    ["2/tray", tray.variantId, 0],
  ]);
  expect(await shop.db.prisma.channelPush.count({ where: { storeId, nextPushAt: { not: null } } })).toBe(1);
  expect(await row()).toMatchObject({
    listingsCursor: null,
    nextListingsAt: new Date(shop.clock.now().getTime() + 6 * hours),
  });
});

test("where a marketplace is asked by SKU it is asked for all that were ever counted, twenty at a time", async () => {
  await shop.addProduct({ sku: "BULK", variants: 25 });
  const asked: (readonly string[])[] = [];
  find = {
    bySku: async (_store, skus) => {
      asked.push(skus);
      return skus.filter((sku) => sku.startsWith("BULK")).map((sku) => listed(sku, sku));
    },
  };
  await sync();
  expect(asked.every((skus) => skus.length <= 20)).toBe(true);
  expect(new Set(asked.flat()).size).toBe(asked.flat().length);
  expect(await listings()).toHaveLength(25);
});

test("a store that does not let us read its listings goes on with its orders, and is asked again with the next walk", async () => {
  let asked = 0;
  find = {
    list: async () => {
      asked += 1;
      throw new ProviderRefusedError("insufficient scope", { code: "forbidden" });
    },
  };
  expect(await sync()).toMatchObject({ status: "completed", error: null });
  shop.clock.advance(hours);
  await sync();
  expect(asked).toBe(1);
  shop.clock.advance(5 * hours);
  await sync();
  expect(asked).toBe(2);
  expect(await row()).toMatchObject({ failedRuns: 0, lastError: null, heldUntil: null });
});

test("what somebody said by hand about a listing stays, and a walk that was cut off goes on at its page", async () => {
  const store = { channel: "etsy", storeId } as const;
  await saveListings(shop.ctx, { store, listings: [{ ...listed("1/mug", mug.sku), variantId: tray.variantId }] });
  const walked: (string | null)[] = [];
  let isAway = true;
  find = {
    list: async (_store, cursor) => {
      walked.push(cursor);
      if (cursor === "p2" && isAway) throw new ProviderUnavailableError("etsy did not answer in time");
      return { listings: [listed("1/mug", mug.sku)], nextCursor: cursor === null ? "p2" : null };
    },
  };
  expect(await sync()).toMatchObject({
    status: "failed",
    error: "Etsy did not answer in time. It is tried again by itself.",
  });
  isAway = false;
  shop.clock.advance(hours);
  expect(await sync()).toMatchObject({ status: "completed" });
  expect(walked).toEqual([null, "p2", "p2"]);
  expect(await listings()).toMatchObject([{ externalId: "1/mug", variantId: tray.variantId }]);
});
