import type { Services } from "#context.ts";

import { recordAttempts, type EndpointRecord } from "./record-attempts.ts";

/** Writes down what all senders of a process have to write down. */
export interface AttemptRecorder {
  /** Resolves once it is committed. */
  record(record: EndpointRecord): Promise<void>;
  /** More waits to be written than one commit takes: the database is what is slow, and nothing more should be sent. */
  readonly isBehind: boolean;
}

interface Waiting {
  readonly record: EndpointRecord;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

const mostAtOnce = 500;

/**
 * Gathers what arrives while one commit is under way into the next, so that many endpoints share a transaction. When it is
 * refused each record is tried alone: one that cannot be written harms no other.
 */
export function createAttemptRecorder(services: Pick<Services, "db" | "now">): AttemptRecorder {
  let queue: Waiting[] = [];
  let writing = false;
  const run = async (): Promise<void> => {
    while (queue.length > 0) {
      const batch = queue.slice(0, mostAtOnce);
      queue = queue.slice(mostAtOnce);
      await commit(services, batch);
    }
    writing = false;
  };
  return {
    get isBehind() {
      return queue.length > mostAtOnce;
    },
    record: (record) =>
      new Promise((done, failed) => {
        queue.push({ record, done, failed });
        if (writing) return;
        writing = true;
        void run();
      }),
  };
}

async function commit(services: Pick<Services, "db" | "now">, batch: readonly Waiting[]): Promise<void> {
  try {
    await write(
      services,
      batch.map(({ record }) => record),
    );
    for (const { done } of batch) done();
  } catch (error) {
    if (batch.length === 1) for (const { failed } of batch) failed(error);
    else for (const waiting of batch) await commit(services, [waiting]);
  }
}

async function write(services: Pick<Services, "db" | "now">, records: readonly EndpointRecord[]): Promise<void> {
  const client = await services.db.pool.connect();
  try {
    await recordAttempts(client, { records, now: services.now() });
  } finally {
    client.release();
  }
}
