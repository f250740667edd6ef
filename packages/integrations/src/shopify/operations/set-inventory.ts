import { z } from "zod";

import { defineMutation } from "../define-operation.ts";

interface SetInventoryInput {
  readonly name: string;
  readonly reason: string;
  readonly quantities: readonly {
    readonly inventoryItemId: string;
    readonly locationId: string;
    readonly quantity: number;
    /** Null: whatever it was. Shopify asks for it to be said. */
    readonly changeFromQuantity: number | null;
  }[];
}

/** Sets quantities, all or none. The same key with the same input is the same change, however often it is sent. */
export const setInventory = defineMutation<{ input: SetInventoryInput; key: string }>()({
  repeatable: true,
  document: `
    mutation SetInventory($input: InventorySetQuantitiesInput!, $key: String!) {
      inventorySetQuantities(input: $input) @idempotent(key: $key) {
        inventoryAdjustmentGroup { id }
        userErrors { field message code }
      }
    }`,
  shape: z.object({
    inventorySetQuantities: z.object({ inventoryAdjustmentGroup: z.object({ id: z.string() }).nullable() }),
  }),
});
