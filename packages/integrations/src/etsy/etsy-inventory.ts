import { z } from "zod";

import { readFraction, toDecimalNumber } from "#marketplace/amounts.ts";

import { etsyMoney } from "./etsy-receipt.ts";

const ids = z.array(z.int());

const etsyOffering = z.object({
  quantity: z.int().min(0),
  is_enabled: z.boolean(),
  price: etsyMoney,
  readiness_state_id: z.int().nullish(),
});

const etsyProduct = z.object({
  sku: z.string().nullish(),
  offerings: z.array(etsyOffering).min(1),
  property_values: z
    .array(
      z.object({
        property_id: z.int(),
        property_name: z.string().nullish(),
        scale_id: z.int().nullish(),
        value_ids: ids,
        values: z.array(z.string()),
      }),
    )
    .default([]),
});
export type EtsyProduct = z.output<typeof etsyProduct>;

/** What `getListingInventory` says of how many there are of each variation of a listing. */
export const etsyInventory = z.object({
  products: z.array(etsyProduct),
  price_on_property: ids.default([]),
  quantity_on_property: ids.default([]),
  sku_on_property: ids.default([]),
  readiness_state_on_property: ids.nullish(),
});
export type EtsyInventory = z.output<typeof etsyInventory>;

/** The most that Etsy shows. */
const mostQuantity = 999;

/** How many there are of a listing's variations. */
export function totalQuantity({ products }: EtsyInventory): number {
  return products.flatMap(({ offerings }) => offerings).reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Each variation with the quantity that `quantityOf` gives it; undefined leaves it as it is. */
export function withQuantities(
  inventory: EtsyInventory,
  quantityOf: (sku: string | null, index: number) => number | undefined,
): EtsyInventory {
  const products = inventory.products.map((product, index) => {
    const wanted = quantityOf(product.sku || null, index);
    if (wanted === undefined) return product;
    const quantity = Math.min(wanted, mostQuantity);
    return { ...product, offerings: product.offerings.map((offering) => ({ ...offering, quantity })) };
  });
  const several = inventory.quantity_on_property.length === 0 && inventory.sku_on_property.length > 0;
  // Where variations have SKUs of their own, they have to have quantities of their own.
  return { ...inventory, products, ...(several && { quantity_on_property: inventory.sku_on_property }) };
}

/**
 * As `updateListingInventory` takes it: the whole, for what is missing is deleted; prices as decimals; none of the ids that
 * are made anew each time.
 */
export function toInventoryUpdate(inventory: EtsyInventory) {
  return {
    products: inventory.products.map(({ sku, offerings, property_values }) => ({
      sku: sku ?? "",
      property_values: property_values.map(({ property_id, property_name, scale_id, value_ids, values }) => ({
        property_id,
        value_ids,
        scale_id: scale_id ?? null,
        property_name: property_name ?? "",
        values,
      })),
      offerings: offerings.map(({ price, quantity, is_enabled, readiness_state_id }) => ({
        price: priceOf(price),
        quantity,
        is_enabled,
        readiness_state_id: readiness_state_id ?? null,
      })),
    })),
    price_on_property: inventory.price_on_property,
    quantity_on_property: inventory.quantity_on_property,
    sku_on_property: inventory.sku_on_property,
    ...(inventory.readiness_state_on_property && {
      readiness_state_on_property: inventory.readiness_state_on_property,
    }),
  };
}

function priceOf({ amount, divisor, currency_code }: z.output<typeof etsyMoney>): number {
  const money = readFraction(amount, divisor, currency_code);
  return money === null ? amount / divisor : toDecimalNumber(money);
}
