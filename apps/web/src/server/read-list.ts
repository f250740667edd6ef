import "server-only";
import type { ProductPageDto } from "@cartwright/api/schemas";

import type { ListFilters } from "#lib/list-filters.ts";

import { readProductPage } from "./catalog.ts";

/** The list that an address asks for; null when its cursor was made up. */
export async function readList({
  q,
  collection,
  ...filters
}: ListFilters & { readonly collection?: string | undefined }): Promise<ProductPageDto | null> {
  try {
    return await readProductPage({ ...filters, query: q, collection, limit: 24 });
  } catch (error) {
    if (filters.cursor !== undefined && error instanceof Error && "code" in error && error.code === "BAD_REQUEST")
      return null;
    throw error;
  }
}
