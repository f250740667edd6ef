import { setTimeout as wait } from "node:timers/promises";

import { Client } from "pg";
import pino from "pino";

import { eventsChannel } from "@cartwright/core/outbox/relay-batch";
import { startRelay } from "@cartwright/core/outbox/start-relay";
import { createRelayWaker } from "@cartwright/core/outbox/wake-relay";
import { createTestShop, type TestShop } from "@cartwright/core/testing";
import { newId, type Db } from "@cartwright/db";

import type { Bench } from "../bench.ts";
import { runAtRate } from "../clients.ts";
import { openPrivateDatabase } from "../private-database.ts";
import { percentile } from "../run-bench.ts";

const events = 20_000;
const steadyPerSecond = 1000;

export const relay: Bench = {
  name: "relay",
  about: `events to the log, 2 subscribers and 2 endpoints: a backlog of ${events}, then ${steadyPerSecond} a second for their lag`,
  async open() {
    const database = await openPrivateDatabase({ connections: 16 });
    const shop = await createTestShop({ db: database.db });
    const { organizationId } = shop;
    // What other benches left would have to be relayed first.
    await database.db.prisma.$executeRaw`TRUNCATE outbox`;
    await addAudience(database.db, organizationId);
    const log = pino({ level: "silent" });
    const relayed = async () => database.db.prisma.eventLog.count({ where: { organizationId } });
    const drain = async (until: number) => {
      while ((await relayed()) < until) await wait(5);
    };
    return {
      async run() {
        // Nobody handles or sends here: what the last run left would only grow.
        await database.db.prisma.$executeRaw`TRUNCATE subscriber_events, callback_deliveries CASCADE`;
        const before = await relayed();
        await fillOutbox(database.db, organizationId);
        const started = performance.now();
        const running = startRelay({ connection: { connectionString: database.url }, log });
        await drain(before + events);
        const perSecond = (events * 1000) / (performance.now() - started);
        const lags = await measureLag(shop, database.url);
        await running.stop();
        return [
          { metric: "events", value: perSecond, unit: "/s", promised: 4000 },
          {
            metric: `lag p99 at ${steadyPerSecond}/s`,
            value: percentile(lags, 0.99),
            unit: "ms",
            promised: 50,
            lowerIsBetter: true,
          },
        ];
      },
      async close() {
        // Other benches relay too, and nobody handles these.
        await database.db.prisma.$executeRaw`TRUNCATE event_subscribers, subscriber_events, callback_endpoints CASCADE`;
        await database.close();
      },
    };
  },
};

async function addAudience(db: Db, organizationId: string): Promise<void> {
  await db.prisma.$executeRaw`
    INSERT INTO event_subscribers (name, pattern, since_seq)
    VALUES ('bench-one', 'inventory.changed', 0), ('bench-two', '*', 0) ON CONFLICT DO NOTHING`;
  await db.prisma.$executeRaw`
    INSERT INTO callback_endpoints (id, organization_id, url, event, secret_enc)
    SELECT gen_random_uuid(), ${organizationId}::uuid, 'https://receiver.test/' || pattern, pattern, ''
    FROM unnest(ARRAY['inventory.*', '*']) AS pattern`;
}

async function fillOutbox(db: Db, organizationId: string): Promise<void> {
  await db.prisma.$executeRaw`
    INSERT INTO outbox (event_id, organization_id, aggregate_type, aggregate_id, type, payload)
    SELECT gen_random_uuid(), ${organizationId}::uuid, 'variant', gen_random_uuid(), 'inventory.changed',
           json_build_object('variantId', gen_random_uuid(), 'sku', 'BENCH', 'available', n)
    FROM generate_series(1, ${events}) n`;
}

const emitSql = `
  INSERT INTO outbox (event_id, organization_id, aggregate_type, aggregate_id, type, payload)
  VALUES ($1, $2, 'variant', $3::uuid, 'inventory.changed',
          json_build_object('variantId', $3::uuid, 'sku', 'BENCH', 'available', 1))`;

// From the commit of an event until a reader that was notified holds it in its hands.
async function measureLag(shop: TestShop, url: string): Promise<number[]> {
  const committedAt = new Map<string, number>();
  const lags: number[] = [];
  const reader = new Client({ connectionString: url });
  // As in the apps; the test shop's own wakes nobody.
  const waker = createRelayWaker({ connection: { connectionString: url }, log: pino({ level: "silent" }) });
  await reader.connect();
  const last = await reader.query<{ seq: string }>("SELECT coalesce(max(seq), 0) AS seq FROM event_log");
  let seen = last.rows[0]?.seq ?? "0";
  let reading = Promise.resolve();
  const read = async (): Promise<void> => {
    const { rows } = await reader.query<{ seq: string; event_id: string }>(
      "SELECT seq, event_id FROM event_log WHERE seq > $1 ORDER BY seq",
      [seen],
    );
    const now = performance.now();
    for (const { seq, event_id } of rows) {
      seen = seq;
      const at = committedAt.get(event_id);
      if (at !== undefined) lags.push(now - at);
    }
  };
  reader.on("notification", () => {
    reading = reading.then(read);
  });
  await reader.query(`LISTEN ${eventsChannel}`);
  await runAtRate(steadyPerSecond, 5000, async () => {
    const variantId = newId();
    const eventId = newId();
    // By the driver itself: through Prisma the writing would take more of the machine than what is measured.
    await shop.db.pool.query({ name: "bench_emit", text: emitSql, values: [eventId, shop.organizationId, variantId] });
    committedAt.set(eventId, performance.now());
    waker.wake();
  });
  await wait(500);
  await reading;
  await reader.end();
  await waker.close();
  return lags;
}
