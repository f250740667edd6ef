import { addressOf, readChoice, readParam, type SearchParams } from "../parts/search-params.ts";

const statuses = ["draft", "active", "archived"] as const;

/** What narrows the list of products, as its address says it. */
export interface ProductFilters {
  readonly query: string | undefined;
  readonly status: (typeof statuses)[number] | undefined;
  readonly cursor: string | undefined;
}

export function readProductFilters(params: Awaited<SearchParams>): ProductFilters {
  return {
    query: readParam(params, "q")?.slice(0, 200),
    status: readChoice(params, "status", statuses),
    cursor: readParam(params, "cursor"),
  };
}

/** The address of the list with these filters. */
export function productsAddress({ query, status, cursor }: Partial<ProductFilters>): string {
  return addressOf("/admin/products", { q: query, status, cursor });
}

/** What the API is asked for these filters; server and browser ask alike, so that the answer is shared. */
export function productListInput({ query, status, cursor }: ProductFilters) {
  return { query, cursor, status: status ?? ("any" as const), sort: "newest" as const, limit: 25 };
}
