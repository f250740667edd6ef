import { setTimeout as wait } from "node:timers/promises";

import { Client } from "pg";
import pino from "pino";

import { createEvents } from "@cartwright/core/events/create-events";
import { drainSubscriber } from "@cartwright/core/events/drain-subscriber";
import { registerSubscribers } from "@cartwright/core/events/register-subscribers";
import { eventsChannel } from "@cartwright/core/outbox/relay-batch";
import { startRelay } from "@cartwright/core/outbox/start-relay";
import { createRelayWaker } from "@cartwright/core/outbox/wake-relay";
import { subscribeRules } from "@cartwright/core/rules/subscribe-rules";
import { createTestShop, type TestShop } from "@cartwright/core/testing";
import { runtimeServices } from "@cartwright/core/testing/runtime-services";
import { newId, type Db } from "@cartwright/db";

import type { Bench } from "../bench.ts";
import { runAtRate } from "../clients.ts";
import { openPrivateDatabase } from "../private-database.ts";
import { percentile } from "../run-bench.ts";

const ruleCount = 1_000;
const perSecond = 500;
const durationMs = 10_000;
/** Each kind of event is looked at by so many rules. */
const perType = 40;
const types = ruleCount / perType;

export const rules: Bench = {
  name: "rules",
  about: `${ruleCount} rules, ${perType} on each kind of event, at ${perSecond} events a second: lag of the relay, and of the rules behind it`,
  async open() {
    const database = await openPrivateDatabase({ connections: 24 });
    const { db, url } = database;
    await db.prisma
      .$executeRaw`truncate outbox, subscriber_events, event_subscribers, rule_runs, rule_firings, rule_timers`;
    await db.prisma.$executeRaw`truncate rule_versions, rules, facts cascade`;
    const shop = await createTestShop({ db });
    await addRules(db, shop.organizationId);
    const services = { ...runtimeServices(db), wakeRelay: () => undefined };
    const { subscriptions, onWanted } = createEvents(services);
    const subscribed = subscribeRules(services, { onWanted, connection: { connectionString: url } });
    await registerSubscribers(services, subscriptions);
    return {
      async run() {
        await db.prisma.$executeRaw`truncate subscriber_events, rule_runs, rule_firings`;
        const relay = startRelay({ connection: { connectionString: url }, log: pino({ level: "silent" }) });
        const stopping = new AbortController();
        const worker = drain(services, { subscriptions, signal: stopping.signal });
        const { lags, sent, started } = await measure(shop, url);
        const caughtUpMs = await untilHandled(db);
        const handledPerSecond = (sent * 1_000) / (performance.now() - started);
        stopping.abort();
        await worker;
        await relay.stop();
        const runs = await db.prisma.ruleRun.count();
        const fired = await db.prisma.ruleFiring.count({ where: { outcome: "fired" } });
        const relayLag = { metric: "relay's lag p99", value: percentile(lags, 0.99), unit: "ms" };
        return [
          { ...relayLag, promised: 100, lowerIsBetter: true },
          { metric: "events handled", value: handledPerSecond, unit: "/s", promised: perSecond * 0.9 },
          { metric: "rules behind at the end", value: caughtUpMs, unit: "ms", promised: 1_000, lowerIsBetter: true },
          { metric: "events logged with every reason", value: (100 * runs) / sent, unit: "%", promised: 100 },
          { metric: "rules that acted", value: fired, unit: "" },
        ];
      },
      async close() {
        await subscribed.close();
        await db.prisma.$executeRaw`truncate event_subscribers, subscriber_events`;
        await database.close();
      },
    };
  },
};

// Of 40 rules on a kind of event 30 look at the event alone, 6 at a fact, 3 count, and one acts on one event in a hundred.
function definitionOf(n: number): object {
  const kind = n % perType;
  const type = `bench.t${Math.floor(n / perType)}`;
  const never = { of: "data", path: "amount", is: "above", value: 1_000 + n };
  const fact = { of: "fact", key: `bench:${n}:limit`, is: "known" };
  const count = { of: "count", event: type, about: "same", minutes: 60, is: "at_least", value: 3 };
  const hit = { of: "data", path: "n", is: "is", value: 0 };
  const conditions = kind < 30 ? [never] : kind < 36 ? [fact] : kind < 39 ? [count] : [hit];
  const actions = [{ do: "set_fact", key: `bench:${n}:hit`, value: true, ttlSeconds: 60 }];
  return { when: { kind: "event", event: type }, match: "all", conditions, actions, last: false };
}

async function addRules(db: Db, organizationId: string): Promise<void> {
  const now = new Date();
  const data = Array.from({ length: ruleCount }, (_, n) => ({
    id: newId(),
    organizationId,
    number: n + 1,
    name: `Rule ${n}`,
    enabled: true,
    definition: definitionOf(n),
    createdAt: now,
    updatedAt: now,
  }));
  await db.prisma.rule.createMany({ data });
}

async function drain(
  services: Parameters<typeof drainSubscriber>[0],
  {
    subscriptions,
    signal,
  }: { subscriptions: Parameters<typeof drainSubscriber>[1]["subscriptions"]; signal: AbortSignal },
): Promise<void> {
  while (!signal.aborted) {
    await drainSubscriber(services, { subscriber: "rules", subscriptions, signal });
    await wait(5);
  }
}

async function untilHandled({ pool }: Db): Promise<number> {
  const started = performance.now();
  for (;;) {
    const { rows } = await pool.query<{ busy: boolean }>(
      "select exists (select from subscriber_events) or exists (select from outbox) as busy",
    );
    if (rows[0]?.busy === false) return performance.now() - started;
    await wait(10);
  }
}

const emitSql = `
  insert into outbox (event_id, organization_id, aggregate_type, aggregate_id, type, payload)
  values ($1, $2, 'custom', $3::uuid, $4, json_build_object('n', $5::int, 'amount', $5::int))`;

// From the commit of an event until a reader that was notified holds it in its hands.
async function measure(shop: TestShop, url: string) {
  const committedAt = new Map<string, number>();
  const lags: number[] = [];
  const reader = new Client({ connectionString: url });
  const waker = createRelayWaker({ connection: { connectionString: url }, log: pino({ level: "silent" }) });
  await reader.connect();
  const last = await reader.query<{ seq: string }>("select coalesce(max(seq), 0) as seq from event_log");
  let seen = last.rows[0]?.seq ?? "0";
  let reading = Promise.resolve();
  const read = async (): Promise<void> => {
    const { rows } = await reader.query<{ seq: string; event_id: string }>(
      "select seq, event_id from event_log where seq > $1 order by seq",
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
  await reader.query(`listen ${eventsChannel}`);
  let sent = 0;
  const started = performance.now();
  await runAtRate(perSecond, durationMs, async () => {
    const n = (sent += 1);
    const eventId = newId();
    const values = [eventId, shop.organizationId, newId(), `bench.t${n % types}`, n % 100];
    await shop.db.pool.query({ name: "bench_rule_event", text: emitSql, values });
    committedAt.set(eventId, performance.now());
    waker.wake();
  });
  await wait(300);
  await reading;
  await reader.end();
  await waker.close();
  return { lags, sent, started };
}
