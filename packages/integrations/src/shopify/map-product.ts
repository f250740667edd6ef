import { z } from "zod";

import type { ChannelPicture, ChannelProduct, ChannelVariant } from "../contracts/channel-product.ts";
import { readMillionths, writeDecimal } from "./decimal.ts";

const weight = z.object({ unit: z.string(), value: z.number() });

const shopifyVariant = z.object({
  id: z.string(),
  sku: z.string().nullable(),
  price: z.string(),
  compareAtPrice: z.string().nullable(),
  position: z.number(),
  inventoryQuantity: z.int().nullable(),
  selectedOptions: z.array(z.object({ name: z.string(), value: z.string() })),
  inventoryItem: z.object({
    id: z.string(),
    /** What was received by an earlier version of ours does not say. */
    tracked: z.boolean().default(true),
    measurement: z.object({ weight: weight.nullish() }).nullish(),
  }),
});

const shopifyPicture = z.object({
  id: z.string(),
  alt: z.string().nullish(),
  image: z.object({ url: z.string(), width: z.int().nullish(), height: z.int().nullish() }).nullish(),
});

const shopifyProduct = z.object({
  id: z.string(),
  title: z.string().min(1),
  handle: z.string(),
  descriptionHtml: z.string(),
  status: z.enum(["ACTIVE", "ARCHIVED", "DRAFT", "UNLISTED"]),
  options: z.array(z.object({ name: z.string(), position: z.number(), values: z.array(z.string()) })),
  priceRangeV2: z.object({ minVariantPrice: z.object({ currencyCode: z.string() }) }).nullish(),
  variants: z.object({ nodes: z.array(shopifyVariant).min(1, "a product without variants cannot be sold") }),
  featuredMedia: z.object({ id: z.string() }).nullish(),
  media: z.object({ nodes: z.array(shopifyPicture) }),
});

type ShopifyVariantNode = z.output<typeof shopifyVariant>;

// What can be bought by those alone who know the address is not on our shelf for all to see.
const statuses = { ACTIVE: "active", ARCHIVED: "archived", DRAFT: "draft", UNLISTED: "draft" } as const;

/**
 * A product of Shopify's in words of ours, from a page, an export or a single read alike.
 *
 * @throws ZodError when something that we need is missing, RangeError for an amount that is none
 */
export function mapProduct(payload: unknown, { currency }: { readonly currency: string }): ChannelProduct {
  const product = shopifyProduct.parse(payload);
  const options = product.options.toSorted((a, b) => a.position - b.position);
  const isPlain = options.length === 1 && options[0]?.name === "Title" && options[0].values.length <= 1;
  return {
    externalId: product.id,
    handle: product.handle,
    title: product.title,
    descriptionHtml: product.descriptionHtml,
    status: statuses[product.status],
    currency: product.priceRangeV2?.minVariantPrice.currencyCode ?? currency,
    options: isPlain ? [] : options.map(({ name, values }) => ({ name, values })),
    variants: product.variants.nodes
      .toSorted((a, b) => a.position - b.position)
      .map((variant) => mapVariant(variant, isPlain)),
    pictures: product.media.nodes
      .toSorted((a, b) => Number(b.id === product.featuredMedia?.id) - Number(a.id === product.featuredMedia?.id))
      .flatMap(mapPicture),
  };
}

function mapVariant(variant: ShopifyVariantNode, isPlain: boolean): ChannelVariant {
  const sku = variant.sku?.trim() ?? "";
  const chosen = isPlain ? [] : variant.selectedOptions.map(({ name, value }): [string, string] => [name, value]);
  return {
    externalId: variant.id,
    inventoryItemId: variant.inventoryItem.id,
    sku: sku === "" ? null : sku,
    price: decimal(variant.price),
    compareAtPrice: variant.compareAtPrice === null ? null : decimal(variant.compareAtPrice),
    options: Object.fromEntries(chosen),
    available: variant.inventoryQuantity,
    tracked: variant.inventoryItem.tracked,
    weightGrams: gramsOf(variant.inventoryItem.measurement?.weight),
  };
}

function decimal(text: string): string {
  return writeDecimal(readMillionths(text));
}

const grams: Readonly<Record<string, number>> = { GRAMS: 1, KILOGRAMS: 1_000, OUNCES: 28.349523125, POUNDS: 453.59237 };

function gramsOf(measured: z.output<typeof weight> | null | undefined): number | null {
  if (!measured) return null;
  const inGrams = Math.round(measured.value * (grams[measured.unit] ?? Number.NaN));
  return Number.isSafeInteger(inGrams) && inGrams > 0 ? inGrams : null;
}

// Films and 3D models have no picture of their own here.
function mapPicture({ id, alt, image }: z.output<typeof shopifyPicture>): ChannelPicture[] {
  if (!image) return [];
  return [{ externalId: id, url: image.url, alt: alt ?? "", width: image.width ?? null, height: image.height ?? null }];
}
