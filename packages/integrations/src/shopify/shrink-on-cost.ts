import { isShopifyRefusal } from "../contracts/shopify-errors.ts";

/** How many nodes to ask for at once: what Shopify found too expensive is not asked for again. */
export interface AskSize {
  /** Asks with the size that is known to be allowed, and with smaller ones while Shopify says that it costs too much. */
  ask<T>(send: (size: number) => Promise<T>): Promise<T>;
}

/** Remembers for as long as the process lives. Shopify's formula is not public; its refusal is the only way to know. */
export function shrinkOnCost(first: number): AskSize {
  let size = first;
  return {
    async ask(send) {
      for (;;) {
        try {
          return await send(size);
        } catch (error) {
          if (size === 1 || !isShopifyRefusal(error, "too_expensive")) throw error;
          size = Math.max(1, Math.floor(size / 2));
        }
      }
    },
  };
}
