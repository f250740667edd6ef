import type { Services } from "#context.ts";
import { enqueue } from "#jobs/enqueue.ts";
import { matchesPattern } from "#outbox/catalogue.ts";
import { subscriberJobKey } from "#outbox/plan-fan-out.ts";

import type { Subscription, Subscriptions } from "./subscription.ts";

/**
 * Tells all relays which subscribers this worker's code holds: at its start, before it relays anything, and every some
 * seconds after. From then on their events are kept for them, whoever relays.
 *
 * A pattern that was changed stays beside the new one until no worker has told of it for a minute, so that two versions lose
 * nothing to each other. Also adds a job for each that has something due: what a lost job left behind.
 */
export async function registerSubscribers(services: Services, subscriptions: Subscriptions): Promise<void> {
  const all = subscriptions.all();
  if (all.length === 0) return;
  const names = all.map(({ name }) => name);
  const own = (await Promise.all(all.map(patternsOf))).flat();
  const { pool } = services.db;
  await pool.query(
    `insert into event_subscribers as known (name, pattern, since_seq)
     select name, pattern, (select coalesce(max(seq), 0) from event_log)
     from unnest($1::text[], $2::text[]) as own (name, pattern) order by name
     on conflict (name, pattern) do update set seen_at = now()`,
    [own.map(({ name }) => name), own.map(({ pattern }) => pattern)],
  );
  await forgetOldPatterns(services, names);
  for (const { name, wanted } of all) if (wanted !== undefined) await forgetUnwanted(services, name);
  const { rows } = await pool.query<{ name: string }>(
    `select name from unnest($1::text[]) as own (name)
     where exists (select 1 from subscriber_events where subscriber = own.name and next_attempt_at <= now())`,
    [names],
  );
  for (const { name } of rows) {
    await enqueue(services, "drain-subscriber", { subscriber: name }, { jobKey: subscriberJobKey(name) });
  }
}

async function patternsOf({ name, pattern, wanted }: Subscription): Promise<{ name: string; pattern: string }[]> {
  return (wanted === undefined ? [pattern] : await wanted()).map((each) => ({ name, pattern: each }));
}

// One that may want nothing at all: here nobody has to take over before a pattern goes.
async function forgetUnwanted({ db }: Services, name: string): Promise<void> {
  const { rowCount } = await db.pool.query(
    "delete from event_subscribers where name = $1 and seen_at < now() - interval '1 minute'",
    [name],
  );
  if (rowCount !== null && rowCount > 0) await dropUnwanted(db, name);
}

async function forgetOldPatterns({ db }: Services, names: readonly string[]): Promise<void> {
  const { rows } = await db.pool.query<{ name: string }>(
    `delete from event_subscribers old where name = any($1) and seen_at < now() - interval '1 minute'
       and exists (select 1 from event_subscribers where name = old.name and seen_at >= now() - interval '1 minute')
     returning name`,
    [names],
  );
  for (const { name } of rows) await dropUnwanted(db, name);
}

// What only an old pattern asked for, nobody handles any more.
async function dropUnwanted({ pool }: Services["db"], subscriber: string): Promise<void> {
  const patterns = await pool.query<{ pattern: string }>("select pattern from event_subscribers where name = $1", [
    subscriber,
  ]);
  const types = await pool.query<{ type: string }>(
    `select distinct type from subscriber_events waiting join event_log log on log.seq = waiting.seq where subscriber = $1`,
    [subscriber],
  );
  const unwanted = types.rows
    .map(({ type }) => type)
    .filter((type) => !patterns.rows.some(({ pattern }) => matchesPattern(pattern, type)));
  await pool.query(
    `delete from subscriber_events waiting using event_log log
     where log.seq = waiting.seq and subscriber = $1 and log.type = any($2)`,
    [subscriber, unwanted],
  );
}
