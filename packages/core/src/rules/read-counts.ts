import type { Db } from "@cartwright/db";

import { countName, type CountSpec } from "./needs.ts";
import type { EventIds, RuleEvent } from "./rule-event.ts";

export interface CountQuestion {
  readonly event: RuleEvent;
  readonly counts: readonly CountSpec[];
  readonly ids: EventIds;
}

interface Asked {
  readonly question: number;
  readonly spec: CountSpec;
  readonly organizationId: string;
  readonly subjectId: string | null;
  readonly since: Date;
  readonly until: Date;
  readonly seq: bigint;
}

// Whose events are counted, each by an index of its own. No more are looked at than the condition needs to know.
const among = {
  same: "l.aggregate_id = q.subject_id",
  customer: `l.aggregate_id in (
    select o.id from orders o where o.organization_id = q.organization_id and o.customer_id = q.subject_id
    union all select q.subject_id)`,
  shop: "true",
} as const;

const endOfLog = 9_223_372_036_854_775_807n;

/** How often what each event's rules count has happened up to that event, itself included: a statement per kind of count. */
export async function readCounts(
  { pool }: Pick<Db, "pool">,
  questions: readonly CountQuestion[],
): Promise<Map<string, number>[]> {
  const results = questions.map(() => new Map<string, number>());
  const all = questions.flatMap(toAsked);
  for (const about of ["same", "customer", "shop"] as const) {
    const asked = all.filter(({ spec, subjectId }) => spec.about === about && (about === "shop" || subjectId !== null));
    if (asked.length === 0) continue;
    const { rows } = await pool.query<{ n: number; count: number }>({
      name: `rule_counts_${about}`,
      text: `select q.n::int - 1 as n, (
               select count(*)::int from (
                 select from event_log l
                 where l.organization_id = q.organization_id and l.type = q.type and l.occurred_at > q.since
                   and l.occurred_at <= q.until and l.seq <= q.seq and ${among[about]} limit q.most) few) as count
             from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::bigint[], $6::int[], $7::uuid[])
               with ordinality as q (organization_id, type, since, until, seq, most, subject_id, n)`,
      values: [
        asked.map(({ organizationId }) => organizationId),
        asked.map(({ spec }) => spec.event),
        asked.map(({ since }) => since),
        asked.map(({ until }) => until),
        asked.map(({ seq }) => seq),
        asked.map(({ spec }) => spec.value + 1),
        asked.map(({ subjectId }) => subjectId),
      ],
    });
    for (const { n, count } of rows) {
      const one = asked[n];
      if (one !== undefined) results[one.question]?.set(countName(one.spec), count);
    }
  }
  return results;
}

function toAsked({ event, counts, ids }: CountQuestion, question: number): Asked[] {
  return counts.map((spec) => ({
    question,
    spec,
    organizationId: event.organizationId,
    subjectId: spec.about === "customer" ? ids.customer : event.aggregateId,
    since: new Date(event.occurredAt.getTime() - spec.minutes * 60_000),
    until: event.occurredAt,
    seq: event.seq ?? endOfLog,
  }));
}
