import type { Collection } from "../collection.ts";
import { badInput, type PageArguments, readCursor, readPage, toConnection, writeCursor } from "../connections.ts";
import { type Kind, numberOf } from "../fixtures/ids.ts";
import type { GraphqlContext } from "../graphql-context.ts";
import { type Condition, fits, readSearch } from "../search-query.ts";

export interface RootArguments extends PageArguments {
  readonly query?: string | null;
  readonly sortKey?: string | null;
}

interface Root<Node> {
  readonly kind: Kind;
  readonly all: Collection;
  readonly make: (index: number) => Node;
}

/**
 * A page of products or orders. Cursors say where a page ended, by what it was sorted by and the id: what is changed
 * meanwhile moves to the end of the list, and nothing else is passed over or shown twice.
 */
export function rootConnection<Node>(root: Root<Node>, page: RootArguments, { bulk }: GraphqlContext) {
  const sorted = sortedPlaces(root, page);
  if (bulk !== null) {
    const nodes = sorted.slice(bulk.skip, bulk.skip + bulk.take).map(({ index }) => root.make(index));
    return toConnection({
      nodes,
      cursors: [],
      hasNextPage: bulk.skip + bulk.take < sorted.length,
      hasPreviousPage: false,
    });
  }
  const { first } = readPage(page);
  const start = page.after === null || page.after === undefined ? 0 : firstAfter(sorted, readCursor(page.after), page);
  const places = sorted.slice(start, start + first);
  return toConnection({
    nodes: places.map(({ index }) => root.make(index)),
    cursors: places.map(({ key, index }) => writeCursor([key, index])),
    hasNextPage: start + first < sorted.length,
    hasPreviousPage: start > 0,
  });
}

/** How many fit; Shopify counts up to a limit. */
export function rootCount(
  root: Pick<Root<unknown>, "kind" | "all">,
  page: { query?: string | null; limit?: number | null },
) {
  const conditions = readSearch(page.query);
  const { length } = root.all.byNumber().filter((index) => fitsAll(root, conditions, index));
  const limit = page.limit ?? Number.POSITIVE_INFINITY;
  return { count: Math.min(length, limit), precision: length > limit ? "AT_LEAST" : "EXACT" };
}

interface Place {
  /** What the list is sorted by; seconds for a time. */
  readonly key: number;
  readonly index: number;
}

function sortedPlaces(root: Root<unknown>, page: RootArguments): readonly Place[] {
  const { query, sortKey, reverse } = page;
  const wanted = `${root.all.version} ${sortKey ?? ""} ${reverse === true ? "-" : "+"} ${query ?? ""}`;
  const kept = keptPlaces.get(root.all);
  if (kept?.wanted === wanted) return kept.places;
  const places = sortPlaces(root, page);
  keptPlaces.set(root.all, { wanted, places });
  return places;
}

// Pages of one list are asked for one after another: what it was sorted into serves them all.
const keptPlaces = new WeakMap<Collection, { wanted: string; places: readonly Place[] }>();

function sortPlaces(root: Root<unknown>, { query, sortKey, reverse }: RootArguments): readonly Place[] {
  const conditions = readSearch(query);
  const byTime = sortKey === "UPDATED_AT";
  if (!byTime && sortKey !== "ID" && sortKey !== "CREATED_AT" && sortKey !== "PROCESSED_AT")
    throw badInput(`The sandbox does not sort by ${sortKey ?? "nothing"}: use UPDATED_AT, CREATED_AT or ID.`);
  const indexes = byTime ? root.all.byUpdate() : root.all.byNumber();
  const kept = conditions.length === 0 ? indexes : indexes.filter((index) => fitsAll(root, conditions, index));
  const places = kept.map((index) => ({ index, key: byTime ? secondsOf(root, index) : index }));
  return reverse === true ? places.toReversed() : places;
}

function fitsAll(
  { kind, all }: Pick<Root<unknown>, "kind" | "all">,
  conditions: readonly Condition[],
  index: number,
): boolean {
  return conditions.every((condition) => {
    if (condition.field === "id") return fits(condition, numberOf(kind, index));
    const { createdAtMs, updatedAtMs } = all.dates(index);
    const ms = condition.field === "created_at" ? createdAtMs : updatedAtMs;
    return fits(condition, BigInt(Math.floor(ms / 1_000) * 1_000));
  });
}

function secondsOf({ all }: Root<unknown>, index: number): number {
  return Math.floor(all.dates(index).updatedAtMs / 1_000);
}

function firstAfter(places: readonly Place[], cursor: readonly number[], { reverse }: RootArguments): number {
  const [key = 0, index = 0] = cursor;
  const isAfter = (place: Place): boolean =>
    reverse === true
      ? place.key < key || (place.key === key && place.index < index)
      : place.key > key || (place.key === key && place.index > index);
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const place = places[middle];
    if (place !== undefined && !isAfter(place)) low = middle + 1;
    else high = middle;
  }
  return low;
}
