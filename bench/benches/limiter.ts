import { takeToken } from "@cartwright/core/limits/take-token";
import { createTestShop } from "@cartwright/core/testing";

import type { Bench } from "../bench.ts";
import { runClients } from "../clients.ts";
import { openPrivateDatabase } from "../private-database.ts";
import { percentile } from "../run-bench.ts";

const clients = 32;
const limit = 100;
const windowMs = 24 * 60 * 60_000;

export const limiter: Bench = {
  name: "limiter",
  about: `who has used up the ${limit} requests of a window asks again, and who has not, ${clients} clients in one process`,
  async open() {
    const database = await openPrivateDatabase({ connections: 10 });
    const { services } = await createTestShop({ db: database.db });
    let run = 0;
    return {
      async run() {
        run += 1;
        const caller = `bench:${process.pid}:${run}`;
        const spent = { key: caller, limit, windowMs };
        let passed = 0;
        for (let n = 0; n < limit; n += 1) passed += (await takeToken(services, spent)).allowed ? 1 : 0;
        const refused = await runClients({ count: clients, durationMs: 3_000 }, async (_client, turn) => {
          passed += (await takeToken(services, spent)).allowed ? 1 : 0;
          // Refusals wait for nothing: let the clients take turns, as requests do.
          if (turn % 16 === 0) await new Promise(setImmediate);
          return true;
        });
        const counted = await runClients({ count: clients, durationMs: 4_000 }, async (client, turn) => {
          const key = `${caller}:${client}:${Math.floor(turn / limit)}`;
          return (await takeToken(services, { key, limit, windowMs })).allowed;
        });
        return [
          { metric: "refusals", value: refused.perSecond, unit: "/s", promised: 10_000 },
          {
            metric: "refusal p99",
            value: percentile(refused.latenciesMs, 0.99),
            unit: "ms",
            promised: 2,
            lowerIsBetter: true,
          },
          { metric: "let through beyond the limit", value: passed - limit, unit: "", promised: 0, lowerIsBetter: true },
          { metric: "requests let through, each counted in Postgres", value: counted.perSecond, unit: "/s" },
          { metric: "counting p99", value: percentile(counted.latenciesMs, 0.99), unit: "ms" },
        ];
      },
      close: () => database.close(),
    };
  },
};
