import type { GraphQLResolveInfo } from "graphql";
import { getDirectiveValues } from "graphql";

import { adminSchema } from "../admin-schema.ts";
import { badInput } from "../connections.ts";
import { gidOf, readGid } from "../fixtures/ids.ts";
import { makeLocation, onShelf } from "../fixtures/make-location.ts";
import { makeInventoryItem } from "../fixtures/make-variant.ts";
import type { GraphqlContext } from "../graphql-context.ts";
import { isoTime } from "../iso-time.ts";
import type { Shop } from "../shop.ts";
import { hasVariant } from "./query-root.ts";

interface SetInput {
  readonly name: string;
  readonly reason: string;
  readonly quantities: readonly {
    readonly inventoryItemId: string;
    readonly locationId: string;
    readonly quantity: number;
    readonly changeFromQuantity?: number | null;
  }[];
}

interface AdjustInput {
  readonly name: string;
  readonly reason: string;
  readonly changes: readonly {
    readonly inventoryItemId: string;
    readonly locationId: string;
    readonly delta: number;
  }[];
}

interface UserError {
  readonly field: readonly string[];
  readonly message: string;
  readonly code: string;
}

interface Change {
  readonly item: number;
  readonly from: number;
  readonly to: number;
}

/** Sets what is available; all of it or, when one row cannot be, nothing. */
export function setQuantities({ input }: { input: SetInput }, context: GraphqlContext, info: GraphQLResolveInfo) {
  return onceByKey(context.shop, { input, info }, () => {
    const errors: UserError[] = nameErrors(input.name);
    const changes = input.quantities.map((row, index): Change => {
      const at = (field: string) => ["input", "quantities", String(index), field];
      const item = findItem(context.shop, row.inventoryItemId);
      if (item === null)
        errors.push(
          refusal(at("inventoryItemId"), "INVALID_INVENTORY_ITEM", "The specified inventory item could not be found."),
        );
      if (row.locationId !== gidOf("Location", 0))
        errors.push(refusal(at("locationId"), "INVALID_LOCATION", "The specified location could not be found."));
      if (row.quantity < 0)
        errors.push(refusal(at("quantity"), "INVALID_QUANTITY_NEGATIVE", "The quantity can't be negative."));
      const from = item === null ? 0 : onShelf(context.shop, item);
      const { changeFromQuantity } = row;
      // Null means "whatever it is"; saying nothing is no answer.
      if (changeFromQuantity === undefined)
        errors.push(
          refusal(at("changeFromQuantity"), "COMPARE_QUANTITY_REQUIRED", "changeFromQuantity must be given."),
        );
      else if (changeFromQuantity !== null && changeFromQuantity !== from)
        errors.push(refusal(at("changeFromQuantity"), "CHANGE_FROM_QUANTITY_STALE", "The quantity has changed."));
      return { item: item ?? -1, from, to: row.quantity };
    });
    return finish(context, { input, changes, errors });
  });
}

/** Adds to what is available, or takes from it. */
export function adjustQuantities({ input }: { input: AdjustInput }, context: GraphqlContext, info: GraphQLResolveInfo) {
  return onceByKey(context.shop, { input, info }, () => {
    const errors: UserError[] = nameErrors(input.name);
    const changes = input.changes.map((row, index): Change => {
      const item = findItem(context.shop, row.inventoryItemId);
      const field = ["input", "changes", String(index), "inventoryItemId"];
      if (item === null)
        errors.push(refusal(field, "INVALID_INVENTORY_ITEM", "The specified inventory item could not be found."));
      const from = item === null ? 0 : onShelf(context.shop, item);
      return { item: item ?? -1, from, to: from + row.delta };
    });
    return finish(context, { input, changes, errors });
  });
}

// Since 2026-04 these two ask for a key: the same key is the same change.
function onceByKey(
  shop: Shop,
  { input, info }: { input: object; info: GraphQLResolveInfo },
  work: () => unknown,
): unknown {
  const [node] = info.fieldNodes;
  const directive = adminSchema().schema.getDirective("idempotent");
  if (node === undefined || !directive) throw new TypeError("the schema has no @idempotent");
  const key = getDirectiveValues(directive, node, info.variableValues)?.["key"];
  if (typeof key !== "string" || key === "") throw badInput("The @idempotent directive is required for this mutation.");
  const text = JSON.stringify(input);
  const known = shop.idempotent.get(key);
  if (known === undefined) {
    const answer = work();
    shop.idempotent.set(key, { input: text, answer });
    return answer;
  }
  if (known.input === text) return known.answer;
  const message = "The same idempotency key cannot be used with different operation parameters.";
  return {
    inventoryAdjustmentGroup: null,
    userErrors: [refusal(["key"], "IDEMPOTENCY_KEY_PARAMETER_MISMATCH", message)],
  };
}

function finish(
  { shop, tell }: GraphqlContext,
  {
    input,
    changes,
    errors,
  }: { input: { name: string; reason: string }; changes: readonly Change[]; errors: readonly UserError[] },
) {
  if (errors.length > 0) return { inventoryAdjustmentGroup: null, userErrors: errors };
  const now = shop.clock.now().getTime();
  for (const { item, to } of changes) shop.stock.set(String(item), { available: to, updatedAtMs: now });
  for (const { item } of changes) tell("INVENTORY_LEVELS_UPDATE", item);
  return {
    userErrors: [],
    inventoryAdjustmentGroup: {
      id: gidOf("InventoryAdjustmentGroup", shop.counts.adjustments++),
      createdAt: isoTime(now),
      reason: input.reason,
      referenceDocumentUri: null,
      changes: () =>
        changes.map(({ item, from, to }) => ({
          name: input.name,
          delta: to - from,
          quantityAfterChange: to,
          ledgerDocumentUri: null,
          item: () => makeInventoryItem(shop, item),
          location: () => makeLocation(shop),
        })),
    },
  };
}

function nameErrors(name: string): UserError[] {
  if (name === "available" || name === "on_hand") return [];
  return [refusal(["input", "name"], "INVALID_NAME", "The quantity name must be either 'available' or 'on_hand'.")];
}

function refusal(field: readonly string[], code: string, message: string): UserError {
  return { field, code, message };
}

function findItem(shop: Shop, id: string): number | null {
  const read = readGid(id);
  return read?.kind === "InventoryItem" && hasVariant(shop, read.index) ? read.index : null;
}
