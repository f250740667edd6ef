import "server-only";
import { cache } from "react";

import type { CollectionDto, ListProductsInput, ProductDto, ProductPageDto } from "@cartwright/api/schemas";

import { publicCaller } from "./caller.ts";

/** A page of the catalogue as a guest sees it. */
export async function readProductPage(input: ListProductsInput): Promise<ProductPageDto> {
  const caller = await publicCaller();
  return caller.catalog.list(input);
}

/** A product as a guest sees it; null when there is none to see. */
export const readProduct = cache(async (slug: string): Promise<ProductDto | null> => {
  const caller = await publicCaller();
  return nullWhenAbsent(caller.catalog.product({ slug }));
});

/** A collection; null when there is none of that name. */
export const readCollection = cache(async (slug: string): Promise<CollectionDto | null> => {
  const caller = await publicCaller();
  return nullWhenAbsent(caller.catalog.collection({ slug }));
});

let kept: { readonly until: number; readonly items: Promise<readonly CollectionDto[]> } | undefined;

/** Every collection in the shop's order. Kept for some seconds: the head of every page asks. */
export function readCollections(): Promise<readonly CollectionDto[]> {
  if (kept && kept.until > performance.now()) return kept.items;
  const items = publicCaller().then(async (caller) => (await caller.catalog.collections({})).items);
  kept = { until: performance.now() + 5_000, items };
  items.catch(() => {
    kept = undefined;
  });
  return items;
}

async function nullWhenAbsent<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    // A slug that no product could have is as absent as one that none has.
    if (isRefusal(error, "NOT_FOUND") || isRefusal(error, "BAD_REQUEST")) return null;
    throw error;
  }
}

function isRefusal(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
