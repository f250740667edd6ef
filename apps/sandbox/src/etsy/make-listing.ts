import type { EtsyListing } from "./etsy-records.ts";

interface ListingSeed {
  listingId: number;
  shopId: number;
  title: string;
  /** One variation each; a single null is a listing without variations. */
  skus: readonly (string | null)[];
  quantity?: number;
  currency?: string;
}

/** A listing with ten pieces of each variation, told apart by a colour. */
export function makeListing(seed: ListingSeed): EtsyListing {
  const { listingId, shopId, title, skus, quantity = 10, currency = "EUR" } = seed;
  const several = skus.length > 1;
  const property = several ? [200] : [];
  return {
    listing_id: listingId,
    shop_id: shopId,
    title,
    state: "active",
    currency,
    inventory: {
      products: skus.map((sku, index) => ({
        product_id: listingId * 10 + index,
        sku: sku ?? "",
        is_deleted: false,
        offerings: [
          {
            offering_id: listingId * 100 + index,
            quantity,
            is_enabled: true,
            is_deleted: false,
            price: { amount: 2_500, divisor: 100, currency_code: currency },
            readiness_state_id: null,
          },
        ],
        property_values: several
          ? [
              {
                property_id: 200,
                property_name: "Primary color",
                scale_id: null,
                scale_name: null,
                value_ids: [index + 1],
                values: [sku ?? `Colour ${index + 1}`],
              },
            ]
          : [],
      })),
      price_on_property: [],
      quantity_on_property: property,
      sku_on_property: property,
      readiness_state_on_property: [],
    },
  };
}
