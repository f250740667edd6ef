import type { Services } from "#context.ts";
import { gatherWrites, type GatheredWrites } from "#gathering/gather-writes.ts";

import { recordAttempts, type EndpointRecord } from "./record-attempts.ts";

/** Writes down what all senders of a process have to write down; while it is behind nothing more should be sent. */
export type AttemptRecorder = GatheredWrites<EndpointRecord, void>;

const mostAtOnce = 500;

/** Has many endpoints share a transaction. */
export function createAttemptRecorder(services: Pick<Services, "db" | "now">): AttemptRecorder {
  return gatherWrites((records) => record(services, records), { most: mostAtOnce });
}

async function record(
  services: Pick<Services, "db" | "now">,
  records: readonly EndpointRecord[],
): Promise<readonly void[]> {
  const client = await services.db.pool.connect();
  try {
    await recordAttempts(client, { records, now: services.now() });
  } finally {
    client.release();
  }
  return records.map(() => undefined);
}
