import type { ClientBase } from "pg";

import { sqlState } from "@cartwright/db";

import type { Services } from "#context.ts";

import { parkOldest } from "./park-oldest.ts";
import { relayBatch, type RelayBatchOptions, type RelayedBatch } from "./relay-batch.ts";

const largestBatch = 500;

/** Relays everything that is in the outbox now, unless another relay is at work. Returns how many events it relayed. */
export async function relayOnce(
  services: Pick<Services, "db" | "log">,
  options: Partial<RelayBatchOptions> = {},
): Promise<number> {
  const client = await services.db.pool.connect();
  try {
    const batches = createBatchRunner({ client, log: services.log, options });
    let total = 0;
    for (;;) {
      const { relayed } = await batches.run();
      if (relayed === null || relayed === 0) return total;
      total += relayed;
    }
  } finally {
    client.release();
  }
}

export interface BatchRunner {
  /** One batch, or one step towards the event that breaks it. */
  run(): Promise<RelayedBatch>;
}

/**
 * Relays batch after batch. When Postgres refuses a batch the next is half as long, down to the one event that is the
 * reason; that one becomes a dead letter, and the others go on.
 */
export function createBatchRunner({
  client,
  log,
  options = {},
}: {
  client: ClientBase;
  log: Services["log"];
  options?: Partial<RelayBatchOptions>;
}): BatchRunner {
  const most = options.limit ?? largestBatch;
  let limit = most;
  return {
    async run() {
      try {
        const batch = await relayBatch(client, { ...options, limit });
        limit = Math.min(most, limit * 2);
        return batch;
      } catch (error) {
        if (!isPoison(error)) throw error;
        if (limit > 1) {
          limit = Math.floor(limit / 2);
          return this.run();
        }
        const eventId = await parkOldest(client, error);
        log.error({ err: error, eventId }, "event_parked");
        return { relayed: 1, lastSeq: null };
      }
    },
  };
}

// Classes of SQLSTATE that speak of the data, not of the connection, the server or a rival. No state at all: our own
// code could not make sense of the event.
function isPoison(error: unknown): boolean {
  if (error instanceof Error && /connection|terminat|timeout/i.test(error.message)) return false;
  const state = sqlState(error);
  return state === undefined || /^(22|23|42|P0|54)/.test(state);
}
