import type { ChannelOrder } from "../contracts/channel.ts";
import type { MarketplaceClient, MarketplaceStore } from "../contracts/marketplace.ts";
import { isTransientError } from "../retry/index.ts";

export interface Listed {
  /** By their ids, each as it was told last. */
  readonly orders: ReadonlyMap<string, ChannelOrder>;
  readonly completeUntil: Date;
  readonly pages: number;
}

export interface ListAllOptions {
  readonly since?: Date;
  /** What happens at the marketplace before a page is turned. */
  readonly between?: (page: number) => Promise<unknown>;
}

/** Turns all pages as a job does: a page that could not be had is asked for again. An older answer replaces no newer one. */
export async function listAll(
  client: MarketplaceClient,
  store: MarketplaceStore,
  { since = new Date("2020-01-01T00:00:00Z"), between }: ListAllOptions = {},
): Promise<Listed> {
  const orders = new Map<string, ChannelOrder>();
  let cursor: string | null = null;
  for (let pages = 1; ; pages += 1) {
    if (pages > 2_000) throw new Error("the list has no end");
    const page = await readPage(client, store, { since, cursor });
    for (const order of page.orders) {
      const known = orders.get(order.externalId);
      if (!known || known.updatedAt <= order.updatedAt) orders.set(order.externalId, order);
    }
    if (page.completeUntil !== null) return { orders, completeUntil: page.completeUntil, pages };
    cursor = page.nextCursor;
    await between?.(pages);
  }
}

async function readPage(
  client: MarketplaceClient,
  store: MarketplaceStore,
  page: { readonly since: Date; readonly cursor: string | null },
) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const listed = await client.listChanged?.(store, page);
      if (listed === undefined) throw new Error("the marketplace does not list");
      return listed;
    } catch (error) {
      if (attempt === 10 || !isTransientError(error)) throw error;
    }
  }
}
