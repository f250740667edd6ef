import { z } from "zod";

const count = z.int().min(0);

/** What a process says of itself. Times of the event loop are what it was late, since the report before. */
export const processFigures = z.object({
  memory: z.object({ residentBytes: count, heapBytes: count }),
  eventLoop: z.object({ meanMs: z.number(), p99Ms: z.number(), maxMs: z.number() }),
  /** Its connections to Postgres, and who waits for one. */
  database: z.object({ open: count, idle: count, waiting: count }),
  live: z.object({
    streams: count,
    authenticated: count,
    byStream: z.object({
      catalog: count,
      "my-orders": count,
      "order-count": count,
      "low-stock": count,
      "recent-orders": count,
      events: count,
    }),
  }),
});

export type ProcessFigures = z.infer<typeof processFigures>;
