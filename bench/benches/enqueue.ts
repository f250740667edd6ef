import { enqueue, enqueueMany } from "@cartwright/core/jobs/enqueue";
import { newId } from "@cartwright/db";

import type { Bench } from "../bench.ts";
import { runClients } from "../clients.ts";
import { openPrivateDatabase } from "../private-database.ts";
import { emptyQueue } from "../quiet-worker.ts";

const batches = 100;
const perBatch = 1_000;

export const enqueueing: Bench = {
  name: "enqueue",
  about: `jobs added ${perBatch} at a time by 2 clients, then one by one, each in a transaction of its own, by 1 and 8 clients`,
  async open() {
    const database = await openPrivateDatabase({ connections: 16 });
    const { db } = database;
    const organizationId = newId();
    const job = () => ({ organizationId, refundId: newId() });
    const oneByOne = async (clients: number): Promise<number> => {
      await emptyQueue(db);
      const { perSecond } = await runClients({ count: clients, durationMs: 5_000 }, async () => {
        await enqueue({ db }, "settle-refund", job());
        return true;
      });
      return perSecond;
    };
    return {
      async run() {
        await emptyQueue(db);
        const batch = Array.from({ length: perBatch }, () => ({ payload: job() }));
        const started = performance.now();
        await Promise.all([addBatches(batches / 2), addBatches(batches / 2)]);
        const inBatches = (batches * perBatch * 1_000) / (performance.now() - started);
        return [
          { metric: "in batches", value: inBatches, unit: "/s", promised: 60_000 },
          { metric: "one by one", value: await oneByOne(1), unit: "/s", promised: 1_200 },
          { metric: "one by one, 8 clients", value: await oneByOne(8), unit: "/s" },
        ];
        async function addBatches(count: number): Promise<void> {
          for (let n = 0; n < count; n += 1) await enqueueMany({ db }, "settle-refund", batch);
        }
      },
      close: () => database.close(),
    };
  },
};
