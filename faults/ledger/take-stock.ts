import type { World } from "../world/open-world.ts";

/** What was promised when a transaction committed, and what has become of it so far. */
export interface Stock {
  /** Ids of committed events and jobs. */
  readonly written: { readonly events: readonly WrittenEvent[]; readonly jobs: readonly string[] };
  /** How often each job has had its effect. */
  readonly effects: ReadonlyMap<string, number>;
  /** Event ids in the order of their numbers. */
  readonly log: readonly string[];
  /** Event ids in the order in which the subscriber's effects were committed. */
  readonly handled: readonly string[];
  /** Of each endpoint, the event ids in the order in which they arrived, repeats included. */
  readonly arrivals: ReadonlyMap<string, readonly string[]>;
  /** Endpoints that are promised to hear of things in their order. */
  readonly ordered: ReadonlySet<string>;
}

export interface WrittenEvent {
  readonly id: string;
  readonly type: string;
  readonly aggregateId: string;
  /** Counts the events about one thing, from 1, in the order of their commits. */
  readonly n: number;
}

interface WrittenRow {
  id: string;
  kind: "event" | "job";
  type: string;
  aggregate_id: string | null;
  n: number | null;
}

/** Reads it all. The order of the reads matters: what was committed is read first, what came of it after. */
export async function takeStock({ observer, endpoints }: World): Promise<Stock> {
  const rows = await observer.query<WrittenRow>("select id, kind, type, aggregate_id, n from fault_written");
  // What the system tells of itself, say that it has switched an endpoint off, nobody has written here.
  const log = await observer.query<{ event_id: string }>(
    "select event_id from event_log where type like 'order.%' order by seq",
  );
  const effects = await observer.query<{ id: string; kind: string }>("select id, kind from fault_effects order by n");
  const ofKind = (wanted: string) => effects.flatMap(({ id, kind }) => (kind === wanted ? [id] : []));
  return {
    written: {
      events: rows.flatMap(({ id, kind, type, aggregate_id, n }) =>
        kind === "event" ? [{ id, type, aggregateId: aggregate_id ?? "", n: n ?? 0 }] : [],
      ),
      jobs: rows.filter(({ kind }) => kind === "job").map(({ id }) => id),
    },
    log: log.map(({ event_id }) => event_id),
    handled: ofKind("subscriber"),
    effects: countEach(ofKind("job")),
    arrivals: new Map(
      endpoints
        .filter(({ expects }) => expects === "all")
        .map(({ id, receiver }) => [id, receiver.received.map(({ headers }) => String(headers["webhook-id"]))]),
    ),
    ordered: new Set(endpoints.filter(({ isSound }) => isSound).map(({ id }) => id)),
  };
}

/** How often each occurs. */
export function countEach(ids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
