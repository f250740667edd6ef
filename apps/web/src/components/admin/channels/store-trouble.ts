import type { StoreDto } from "@cartwright/api/schemas";

import { channelWords } from "./channel-words.ts";

/** What is wrong with a store, and what becomes of it. */
export interface StoreTrouble {
  readonly tone: "danger" | "warning";
  readonly title: string;
  readonly text: string;
  /** When it is tried again by itself; null: nobody knows, or nothing waits. */
  readonly triedAt: string | null;
}

type Store = Pick<StoreDto, "isConnected" | "lastError" | "heldUntil" | "marketplace" | "rateLimitedCount">;

/** Why no orders come in from a store; null when they do, or when nobody expects any. */
export function troubleOf(store: Store, now: number): StoreTrouble | null {
  const { isConnected, lastError, heldUntil, marketplace } = store;
  if (!isConnected) return null;
  const triedAt = heldUntil !== null && Date.parse(heldUntil) > now ? heldUntil : null;
  if (lastError !== null) return { tone: "danger", title: "Orders are not coming in", text: lastError, triedAt };
  if (triedAt === null) return null;
  const title = `${channelWords(marketplace)} wants to be left alone for a while`;
  return {
    tone: "warning",
    title,
    text: "Nothing is lost, and nothing has to be done: what waits comes in then.",
    triedAt,
  };
}
