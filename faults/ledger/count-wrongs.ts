import { outstanding } from "./outstanding.ts";
import { countEach, type Stock } from "./take-stock.ts";

/** Everything that is countable about how promises were kept. */
export interface Wrongs {
  /** Committed and never come about; or acknowledged to the writer, and not in the database. */
  readonly lost: number;
  /** Happened again although once was promised: numbers in the event log, effects of subscribers. */
  readonly doubled: number;
  /** Happened again where at least once is promised. */
  readonly repeated: { readonly jobs: number; readonly callbacks: number };
  /** Before something that was committed earlier about the same thing: in the log, at the subscriber, or when it first arrived. */
  readonly outOfOrder: number;
}

/** Counts them in what has come about when nothing happens any more. */
export function countWrongs(stock: Stock, acknowledged: ReadonlySet<string>): Wrongs {
  const committed = new Set([...stock.written.jobs, ...stock.written.events.map(({ id }) => id)]);
  const forgotten = [...acknowledged].filter((id) => !committed.has(id)).length;
  const arrivals = [...stock.arrivals.values()];
  const inOrder = [...stock.arrivals].flatMap(([endpoint, ids]) => (stock.ordered.has(endpoint) ? [ids] : []));
  const invented = stock.log.filter((id) => !committed.has(id)).length;
  return {
    lost: forgotten + outstanding(stock).length,
    doubled: extras(countEach(stock.log)) + extras(countEach(stock.handled)) + invented,
    repeated: {
      jobs: extras(stock.effects),
      callbacks: arrivals.reduce((sum, ids) => sum + extras(countEach(ids)), 0),
    },
    outOfOrder: [stock.log, stock.handled, ...inOrder].reduce((sum, ids) => sum + inversions(stock, ids), 0),
  };
}

function extras(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count - 1, 0);
}

// Of each event the first time it was seen counts.
function inversions({ written }: Stock, seen: readonly string[]): number {
  const events = new Map(written.events.map((event) => [event.id, event]));
  const highest = new Map<string, number>();
  let count = 0;
  for (const id of new Set(seen)) {
    const event = events.get(id);
    if (event === undefined) continue;
    const before = highest.get(event.aggregateId) ?? 0;
    if (event.n < before) count += 1;
    highest.set(event.aggregateId, Math.max(before, event.n));
  }
  return count;
}
