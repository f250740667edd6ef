import { createRetryFetch, type SyncJob, syncIntervals, type SyncRegistry } from "#kit/index.ts";

/** An article as the ERP tells it. */
interface ErpArticle {
  readonly id: string;
  readonly stock: number;
}

/** What we keep of it. */
export interface Shelf {
  read(ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
  write(id: string, stock: number): Promise<void>;
  drop(id: string): Promise<void>;
}

const call = createRetryFetch({ delayMs: 50 });

/** Pulls the ERP's stock, page by page. */
export function stockJob(baseUrl: string, shelf: Shelf): SyncJob<ErpArticle, number> {
  return {
    name: "erp-stock",
    async fetchExternal({ cursor, signal }) {
      const response = await call(`${baseUrl}/stock?after=${cursor ?? ""}`, { signal });
      if (!response.ok) throw new Error(`the ERP answered with ${response.status}`);
      return (await response.json()) as { items: ErpArticle[]; nextCursor: string | null };
    },
    getExternalId: ({ id }) => id,
    findLocals: (ids) => shelf.read(ids),
    isUnchanged: (local, { stock }) => local === stock,
    create: ({ id, stock }) => shelf.write(id, stock),
    update: (_, { id, stock }) => shelf.write(id, stock),
    remove: (id) => shelf.drop(id),
  };
}

/** Makes the job known, and lets it run at every full hour. */
export function setUpStock(sync: SyncRegistry, baseUrl: string, shelf: Shelf): void {
  sync.registerSyncJob(stockJob(baseUrl, shelf), { concurrency: 4 });
  sync.scheduleSyncJob("erp-stock", syncIntervals.hours(1));
}
