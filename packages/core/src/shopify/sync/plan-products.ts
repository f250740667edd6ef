import { newId } from "@cartwright/db";
import type { ChannelProduct, ChannelVariant } from "@cartwright/integrations/contracts";

import { variantTitle } from "#catalog/product-input.ts";
import { fromDecimal } from "#pricing/money.ts";

import { type KnownVariant, numberOf, ownSlugOf, type Shelf, slugOf } from "./read-shelf.ts";

/** A variant as it will be in the catalogue. */
export interface PlannedVariant {
  readonly id: string;
  readonly isNew: boolean;
  readonly sku: string;
  readonly optionKey: string;
  readonly position: number;
  readonly priceMinor: bigint;
  readonly compareAtMinor: bigint | null;
  readonly shop: ChannelVariant;
}

/** What becomes of one product of the shop. */
export interface PlannedProduct {
  readonly id: string;
  readonly slug: string;
  /** `import`: Shopify says what it is. `match`: we sold it before, so it is only tied to Shopify's. */
  readonly way: "import" | "match";
  readonly isNew: boolean;
  readonly wasStatus: string | null;
  readonly shop: ChannelProduct;
  readonly variants: readonly PlannedVariant[];
  /** Variants that Shopify no longer has. */
  readonly archive: readonly KnownVariant[];
}

export interface PlanFailure {
  readonly externalId: string;
  readonly error: Error;
}

/**
 * Decides what becomes of products of the shop: which are ours already, by an earlier run or by their SKUs, and what ids, SKUs
 * and addresses the others get. Shopify allows variants without a SKU and one SKU twice; here each has its own.
 */
export function planProducts(
  shelf: Shelf,
  incoming: readonly ChannelProduct[],
): { readonly planned: PlannedProduct[]; readonly failed: PlanFailure[] } {
  const desk = openDesk(shelf);
  const planned: PlannedProduct[] = [];
  const failed: PlanFailure[] = [];
  for (const product of incoming) {
    try {
      planned.push(planProduct(desk, product));
    } catch (error) {
      failed.push({ externalId: product.externalId, error: error instanceof Error ? error : new Error(String(error)) });
    }
  }
  return { planned, failed };
}

/** The shelf, and what this batch has taken of it so far. */
interface Desk {
  readonly shelf: Shelf;
  readonly bySku: ReadonlyMap<string, KnownVariant>;
  readonly byProduct: ReadonlyMap<string, readonly KnownVariant[]>;
  readonly slugs: Set<string>;
  readonly skus: Set<string>;
  /** Products of ours that this batch has matched. */
  readonly matched: Set<string>;
}

function openDesk(shelf: Shelf): Desk {
  return {
    shelf,
    bySku: new Map(shelf.variants.map((variant) => [variant.sku, variant])),
    byProduct: Map.groupBy(shelf.variants, ({ productId }) => productId),
    slugs: new Set(shelf.slugs),
    skus: new Set(),
    matched: new Set(),
  };
}

function planProduct(desk: Desk, shop: ChannelProduct): PlannedProduct {
  const known = desk.shelf.products.get(shop.externalId);
  const own = known ? null : findOwn(desk, shop);
  const id = known?.productId ?? own ?? newId();
  const base = { id, shop, isNew: !known && own === null, wasStatus: known?.status ?? null };
  if (known?.matched || own !== null) {
    desk.matched.add(id);
    return { ...base, way: "match", slug: known?.slug ?? "", variants: matchVariants(desk, id, shop), archive: [] };
  }
  const variants = planVariants(desk, id, shop);
  const kept = new Set(variants.map((variant) => variant.id));
  const gone = (desk.byProduct.get(id) ?? []).filter((variant) => !kept.has(variant.id) && !variant.archived);
  const slug = known?.slug ?? takeSlug(desk, shop);
  return { ...base, way: "import", slug, variants, archive: gone };
}

/** A product that we sold before Shopify was connected and that has one of the SKUs. */
function findOwn({ bySku, matched }: Desk, { variants }: ChannelProduct): string | null {
  for (const { sku } of variants) {
    const variant = sku === null ? undefined : bySku.get(sku);
    if (variant && !variant.imported && !matched.has(variant.productId)) return variant.productId;
  }
  return null;
}

function matchVariants(
  { bySku, shelf }: Desk,
  productId: string,
  { variants, currency }: ChannelProduct,
): PlannedVariant[] {
  return variants.flatMap((shop, position) => {
    const own = shop.sku === null ? undefined : bySku.get(shop.sku);
    const id = shelf.listings.get(shop.inventoryItemId) ?? (own?.productId === productId ? own.id : undefined);
    if (id === undefined) return [];
    const prices = readPrices(shop, currency);
    return [{ id, isNew: false, sku: shop.sku ?? "", optionKey: "", position, ...prices, shop }];
  });
}

function planVariants(
  desk: Desk,
  productId: string,
  { variants, options, currency }: ChannelProduct,
): PlannedVariant[] {
  const own = desk.byProduct.get(productId) ?? [];
  const free = new Map(own.map((variant) => [variant.id, variant]));
  const known = variants.map((shop) => take(free, desk.shelf.listings.get(shop.inventoryItemId)));
  return variants.map((shop, position) => {
    const found = known[position] ?? take(free, own.find(({ id, sku }) => free.has(id) && sku === shop.sku)?.id);
    const id = found?.id ?? newId();
    return {
      id,
      isNew: found === undefined,
      sku: takeSku(desk, { id, productId, shop, current: found?.sku }),
      optionKey: variantTitle(options, shop.options),
      position,
      ...readPrices(shop, currency),
      shop,
    };
  });
}

function take(free: Map<string, KnownVariant>, id: string | undefined): KnownVariant | undefined {
  if (id === undefined) return undefined;
  const variant = free.get(id);
  free.delete(id);
  return variant;
}

function takeSlug({ slugs }: Desk, shop: ChannelProduct): string {
  const slug = slugs.has(slugOf(shop)) ? ownSlugOf(shop) : slugOf(shop);
  slugs.add(slug);
  return slug;
}

interface Wanting {
  readonly id: string;
  readonly productId: string;
  readonly shop: ChannelVariant;
  readonly current: string | undefined;
}

function takeSku({ skus, bySku }: Desk, { id, productId, shop, current }: Wanting): string {
  const wanted = shop.sku ?? current ?? `SHOPIFY-${numberOf(shop.externalId)}`;
  const owner = bySku.get(wanted);
  // Another variant of the same product gives its SKU up in the same batch, or is archived with another one.
  const isTaken = skus.has(wanted) || (owner !== undefined && owner.id !== id && owner.productId !== productId);
  const sku = isTaken ? `${wanted}-${numberOf(shop.externalId)}` : wanted;
  skus.add(sku);
  return sku;
}

function readPrices({ price, compareAtPrice }: ChannelVariant, currency: string) {
  const priceMinor = fromDecimal(price, currency)?.minor;
  if (priceMinor === undefined || priceMinor < 0n) throw new RangeError(`${price} is no price in ${currency}`);
  const compareAtMinor = compareAtPrice === null ? null : (fromDecimal(compareAtPrice, currency)?.minor ?? null);
  return { priceMinor, compareAtMinor };
}
