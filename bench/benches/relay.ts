import { setTimeout as wait } from "node:timers/promises";

import pino from "pino";

import { newId, transact } from "@cartwright/db";
import { emit } from "@cartwright/core/outbox/emit";
import { startRelay } from "@cartwright/core/outbox/start-relay";
import { createTestShop } from "@cartwright/core/testing";

import type { Bench } from "../bench.ts";
import { openPrivateDatabase } from "../private-database.ts";
import { percentile } from "../run-bench.ts";

const events = 20_000;
const steadyPerSecond = 1000;

export const relay: Bench = {
  name: "relay",
  about: `events from the outbox into the log: a backlog of ${events}, then ${steadyPerSecond} a second for their lag`,
  async open() {
    const database = await openPrivateDatabase({ connections: 16 });
    const shop = await createTestShop({ db: database.db });
    const { organizationId } = shop;
    const log = pino({ level: "silent" });
    const relayed = async () => database.db.prisma.eventLog.count({ where: { organizationId } });
    const drain = async (until: number) => {
      while ((await relayed()) < until) await wait(5);
    };
    return {
      async run() {
        const before = await relayed();
        await fillOutbox(database.db, organizationId);
        const started = performance.now();
        const running = startRelay({ connection: { connectionString: database.url }, log });
        await drain(before + events);
        const perSecond = (events * 1000) / (performance.now() - started);
        const lags = await measureLag(shop, database.db);
        await running.stop();
        return [
          { metric: "events", value: perSecond, unit: "/s", promised: 4000 },
          { metric: `lag p99 at ${steadyPerSecond}/s`, value: percentile(lags, 0.99), unit: "ms", promised: 50, lowerIsBetter: true },
        ];
      },
      close: () => database.close(),
    };
  },
};
