import { setTimeout as wait } from "node:timers/promises";

import { z } from "zod";

import type { Bench } from "../bench.ts";
import { runAtRate } from "../clients.ts";
import { openPrivateDatabase } from "../private-database.ts";
import { emptyQueue, quietWorker } from "../quiet-worker.ts";
import { percentile } from "../run-bench.ts";

const samples = 300;
const steadyPerSecond = 200;

export const jobLatency: Bench = {
  name: "job-latency",
  about: `from the commit of a job until its handler begins: on an idle worker, and at ${steadyPerSecond} a second`,
  async open() {
    const database = await openPrivateDatabase({ connections: 16 });
    return {
      async run() {
        await emptyQueue(database.db);
        const { registry, start } = quietWorker(database);
        const jobs = registry.defineJobs({ "bench-stamp": z.object({ n: z.int() }) });
        const began = new Map<number, number>();
        jobs.registerHandler("bench-stamp", async ({ payload }) => {
          began.set(payload.n, performance.now());
          await Promise.resolve();
        });
        const worker = await start();
        const added = new Map<number, number>();
        const add = async (): Promise<void> => {
          const n = added.size;
          added.set(n, Number.NaN);
          await jobs.enqueue("bench-stamp", { n });
          added.set(n, performance.now());
        };
        const latencies = async (from: number): Promise<number[]> => {
          while (began.size < added.size) await wait(5);
          // A handler may begin before the news of the commit is back: that is no time at all.
          return [...added].slice(from).map(([n, at]) => Math.max(0, (began.get(n) ?? Number.NaN) - at));
        };
        for (let n = 0; n < samples; n += 1) {
          await add();
          await wait(10 + Math.random() * 20);
        }
        const idle = await latencies(20);
        await runAtRate(steadyPerSecond, 5_000, add);
        const steady = await latencies(samples);
        await worker.stop();
        return [
          { metric: "idle p50", value: percentile(idle, 0.5), unit: "ms", promised: 5, lowerIsBetter: true },
          { metric: "idle p99", value: percentile(idle, 0.99), unit: "ms", promised: 25, lowerIsBetter: true },
          { metric: `p99 at ${steadyPerSecond}/s`, value: percentile(steady, 0.99), unit: "ms" },
        ];
      },
      close: () => database.close(),
    };
  },
};
