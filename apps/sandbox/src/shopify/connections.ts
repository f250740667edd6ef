import { GraphQLError } from "graphql";

import type { GraphqlContext } from "./graphql-context.ts";

/** The arguments that every connection of Shopify's takes. */
export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
  readonly reverse?: boolean | null;
}

interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly cursors: readonly string[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** A page as GraphQL shows it, in all its three ways. */
export function toConnection<Node>({ nodes, cursors, hasNextPage, hasPreviousPage }: Page<Node>) {
  return {
    nodes,
    edges: nodes.map((node, index) => ({ node, cursor: cursors[index] ?? "" })),
    pageInfo: { hasNextPage, hasPreviousPage, startCursor: cursors[0] ?? null, endCursor: cursors.at(-1) ?? null },
  };
}

/** A connection over a short list; within a bulk operation all of it, whatever the arguments say. */
export function listConnection<Node>(list: () => readonly Node[]) {
  return (page: PageArguments, { bulk }: GraphqlContext) => {
    const all = page.reverse === true ? list().toReversed() : list();
    if (bulk !== null) return toConnection({ nodes: all, cursors: [], hasNextPage: false, hasPreviousPage: false });
    const { first } = readPage(page);
    const start = page.after === null || page.after === undefined ? 0 : readPosition(page.after) + 1;
    const nodes = all.slice(start, start + first);
    const cursors = nodes.map((_, offset) => writeCursor([start + offset]));
    return toConnection({ nodes, cursors, hasNextPage: start + first < all.length, hasPreviousPage: start > 0 });
  };
}

const mostPerPage = 250;

/** How many of a page; Shopify refuses a connection that does not say, or says more than 250. */
export function readPage({ first, last, before }: PageArguments): { first: number } {
  if (last !== null && last !== undefined) throw badInput("The sandbox pages forwards only: use first and after.");
  if (before !== null && before !== undefined) throw badInput("The sandbox pages forwards only: use first and after.");
  if (first === null || first === undefined) throw badInput("you must provide one of first or last");
  if (first < 0 || first > mostPerPage) throw badInput(`first must be between 0 and ${mostPerPage}`);
  return { first };
}

export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });
}

export function writeCursor(place: readonly number[]): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** What `writeCursor` wrote; a cursor of anybody else's is refused. */
export function readCursor(cursor: string): readonly number[] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (Array.isArray(place) && place.every((part) => typeof part === "number")) return place;
  } catch {
    // Told below, like every other cursor that is none.
  }
  throw badInput(`Invalid cursor: ${cursor}`);
}

function readPosition(cursor: string): number {
  return readCursor(cursor)[0] ?? 0;
}
