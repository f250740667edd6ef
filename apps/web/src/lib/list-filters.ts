/** How a product list is narrowed and sorted, as its address says it. */
export interface ListFilters {
  readonly q?: string | undefined;
  readonly sort?: ListSort | undefined;
  readonly inStock?: boolean | undefined;
  /** Decimal, in the shop's currency. */
  readonly minPrice?: string | undefined;
  readonly maxPrice?: string | undefined;
  readonly cursor?: string | undefined;
}

export const listSorts = ["featured", "newest", "price_asc", "price_desc", "title"] as const;

export type ListSort = (typeof listSorts)[number];

/** Reads the filters that an address names. What makes no sense is left out: a mistyped filter shows more, never an error. */
export function readFilters(params: URLSearchParams): ListFilters {
  const q = params.get("q")?.trim().slice(0, 200);
  const sort = listSorts.find((known) => known === params.get("sort"));
  return {
    q: q === "" ? undefined : q,
    sort: sort === "featured" ? undefined : sort,
    inStock: params.get("inStock") === "1" ? true : undefined,
    minPrice: readPrice(params.get("minPrice")),
    maxPrice: readPrice(params.get("maxPrice")),
    cursor: /^[\w-]{1,400}$/.exec(params.get("cursor") ?? "")?.[0],
  };
}

/** The one spelling of these filters: keys in a fixed order, nothing that says nothing. */
export function writeFilters(filters: ListFilters): URLSearchParams {
  const params = new URLSearchParams();
  if (filters.q !== undefined) params.set("q", filters.q);
  if (filters.minPrice !== undefined) params.set("minPrice", filters.minPrice);
  if (filters.maxPrice !== undefined) params.set("maxPrice", filters.maxPrice);
  if (filters.inStock) params.set("inStock", "1");
  if (filters.sort !== undefined && filters.sort !== "featured") params.set("sort", filters.sort);
  if (filters.cursor !== undefined) params.set("cursor", filters.cursor);
  return params;
}

/** The address of a list: `/collections/kitchen?inStock=1`. */
export function listHref(path: string, filters: ListFilters): string {
  const query = writeFilters(filters).toString();
  return query === "" ? path : `${path}?${query}`;
}

const none = "all";

/** The filters as one segment of a path, under which the rendered page is kept. */
export function toSegment(filters: ListFilters): string {
  const query = writeFilters(filters).toString();
  if (query === "") return none;
  return btoa(query).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The filters back from their segment; null when it is not one that `toSegment` writes. */
export function fromSegment(segment: string): ListFilters | null {
  if (segment === none) return {};
  if (!/^[\w-]{2,700}$/.test(segment)) return null;
  try {
    const filters = readFilters(new URLSearchParams(atob(segment.replaceAll("-", "+").replaceAll("_", "/"))));
    return toSegment(filters) === segment ? filters : null;
  } catch {
    // Not base64: nobody's segment.
    return null;
  }
}

function readPrice(text: string | null): string | undefined {
  return /^\d{1,6}(\.\d{1,2})?$/.exec((text ?? "").trim().replace(",", "."))?.[0];
}
