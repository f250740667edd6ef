import { z } from "zod";

import type { Exchange } from "../server/exchange.ts";
import { EtsyError } from "./etsy-error.ts";
import type { EtsyInventory, EtsyListing } from "./etsy-records.ts";

const ids = z.array(z.number().int());

// Strict, as Etsy is: what it gives with an inventory (product_id, offering_id, is_deleted) it does not take back.
const inventoryUpdate = z.strictObject({
  products: z
    .array(
      z.strictObject({
        sku: z.string().nullish(),
        property_values: z
          .array(
            z.strictObject({
              property_id: z.number().int(),
              value_ids: ids,
              scale_id: z.number().int().nullish(),
              property_name: z.string().optional(),
              values: z.array(z.string()),
            }),
          )
          .default([]),
        offerings: z
          .array(
            z.strictObject({
              price: z.number().min(0),
              quantity: z.number().int().min(0).max(999),
              is_enabled: z.boolean(),
              readiness_state_id: z.number().int().nullish(),
            }),
          )
          .length(1),
      }),
    )
    .min(1),
  price_on_property: ids.default([]),
  quantity_on_property: ids.default([]),
  sku_on_property: ids.default([]),
  readiness_state_on_property: ids.nullish(),
});
type InventoryUpdate = z.output<typeof inventoryUpdate>;

export function readInventoryUpdate({ rawBody }: Exchange): InventoryUpdate {
  try {
    return inventoryUpdate.parse(JSON.parse(rawBody.toString("utf8")));
  } catch (error) {
    const where = error instanceof z.ZodError ? `: ${error.issues[0]?.path.join(".")} ${error.issues[0]?.message}` : "";
    throw new EtsyError(400, `Invalid inventory${where}`);
  }
}

/** Puts an inventory in the place of the old one, with new ids, under Etsy's rules. */
export function writeInventory(listing: EtsyListing, update: InventoryUpdate): EtsyInventory {
  refuseNonsense(update);
  const { products, ...properties } = update;
  const [first] = listing.inventory.products;
  const base = (first?.product_id ?? 0) + 1_000;
  listing.inventory = {
    ...properties,
    readiness_state_on_property: properties.readiness_state_on_property ?? [],
    products: products.map(({ sku, property_values, offerings }, index) => ({
      product_id: base + index,
      sku: sku ?? "",
      is_deleted: false,
      offerings: offerings.map(({ price, readiness_state_id, ...offering }) => ({
        ...offering,
        offering_id: (base + index) * 10,
        is_deleted: false,
        readiness_state_id: readiness_state_id ?? null,
        price: { amount: Math.round(price * 100), divisor: 100, currency_code: listing.currency },
      })),
      property_values: property_values.map(({ scale_id, property_name, ...value }) => ({
        ...value,
        scale_id: scale_id ?? null,
        scale_name: null,
        property_name: property_name ?? null,
      })),
    })),
  };
  return listing.inventory;
}

function refuseNonsense({ products, quantity_on_property }: InventoryUpdate): void {
  const quantities = products.flatMap(({ offerings }) => offerings.map(({ quantity }) => quantity));
  if (!quantities.some((quantity) => quantity > 0))
    throw new EtsyError(400, "One offering must have quantity greater than 0");
  if (products.length > 1 && products.some(({ property_values }) => property_values.length === 0))
    throw new EtsyError(400, "Property values can't be empty");
  if (quantity_on_property.length === 0 && new Set(quantities).size > 1)
    throw new EtsyError(400, "quantity_on_property is needed where quantities differ");
}
