import { setTimeout as wait } from "node:timers/promises";

import type { Ctx } from "@cartwright/core";
import { enqueueInTransaction } from "@cartwright/core/jobs/enqueue";
import { emit } from "@cartwright/core/outbox/emit";
import { createDb, newId, transact, type Db, type Tx } from "@cartwright/db";

import type { Random } from "../random.ts";

/** Writers that go about their business while things break around them. */
export interface Load {
  /** What Postgres said was committed: ids of events and jobs. */
  readonly acknowledged: ReadonlySet<string>;
  /** Stops writing and waits for what is under way; a second call is harmless. */
  stop(): Promise<void>;
}

const writers = 3;
const things = 12;

/**
 * Writes what a shop writes: transactions of one event and one job each, about a dozen things in turn.
 *
 * Each transaction leaves rows in `fault_written`, so the database itself says later what was committed: a writer that lost
 * its connection during the commit cannot know.
 */
export function startLoad(url: string, ctx: Ctx, random: Random): Load {
  const db = createDb({ connectionString: url, max: writers, applicationName: "faults-load", connectTimeoutMs: 2_000 });
  const acknowledged = new Set<string>();
  const stopping = new AbortController();
  const aggregateIds = Array.from({ length: things }, () => newId());
  // Some thirty changes a second: two cores can make up for seconds without a worker while the writing goes on.
  const pauses = Array.from({ length: 997 }, () => random.between(60, 140));
  let turn = 0;
  const write = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      turn += 1;
      const aggregateId = aggregateIds[turn % things] ?? newId();
      const type = turn % 2 === 0 ? "order.paid" : "order.created";
      // Refused while Postgres is away; a shopper would be told so.
      const ids = await writeOnce(db, ctx, { aggregateId, type }).catch(() => []);
      for (const id of ids) acknowledged.add(id);
      await wait(pauses[turn % pauses.length] ?? 40);
    }
  };
  const ended = Promise.all(Array.from({ length: writers }, write)).then(() => db.close());
  return {
    acknowledged,
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

interface Change {
  readonly aggregateId: string;
  readonly type: "order.created" | "order.paid";
}

async function writeOnce(db: Db, ctx: Ctx, change: Change): Promise<string[]> {
  const ids = await transact(db, async (tx) => {
    const n = await lockThing(tx, change.aggregateId);
    const eventId = await emitChange(tx, ctx, { ...change, n });
    const jobId = newId();
    await enqueueInTransaction(tx, "settle-refund", { organizationId: ctx.organizationId, refundId: jobId });
    await tx.$executeRaw`
      insert into fault_written (id, kind, type, aggregate_id, n) values
        (${eventId}::uuid, 'event', ${change.type}, ${change.aggregateId}::uuid, ${n}),
        (${jobId}::uuid, 'job', 'settle-refund', null, null)`;
    return [eventId, jobId];
  });
  ctx.wakeRelay();
  return ids;
}

// Whoever changes a thing locks it, so that the order of its events is the order of the commits.
async function lockThing(tx: Tx, aggregateId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    insert into fault_things as thing (id, n) values (${aggregateId}::uuid, 1)
    on conflict (id) do update set n = thing.n + 1 returning n`;
  return row?.n ?? 0;
}

function emitChange(tx: Tx, ctx: Ctx, { aggregateId, type, n }: Change & { n: number }): Promise<string> {
  const order = {
    orderId: aggregateId,
    number: String(n),
    status: "pending",
    customerId: aggregateId,
    email: "shopper@example.com",
    total: { amount: "59.98", currency: "EUR" },
    lines: [],
  };
  const about = { aggregateType: "order", aggregateId } as const;
  return type === "order.paid"
    ? emit(tx, ctx, { ...about, type, data: { ...order, paidAt: ctx.now().toISOString() } })
    : emit(tx, ctx, { ...about, type, data: order });
}
