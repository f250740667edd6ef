import type { Db, Tx } from "@cartwright/db";

import type { Outcome, RuleResult } from "./evaluate-rules.ts";
import { toWords } from "./render-text.ts";
import type { RuleEvent } from "./rule-event.ts";

/** All that rules made of one event. */
export interface RuleRunRecord {
  readonly runId: string;
  readonly event: RuleEvent;
  readonly at: Date;
  readonly entries: readonly RuleRunEntry[];
}

/** What became of one rule, and what it did. */
export interface RuleRunEntry extends Pick<RuleResult, "rule" | "decidedBy" | "found"> {
  readonly outcome: Outcome | "ended";
  /** In words. */
  readonly effects: readonly string[];
}

/** One rule's part of a run as it is stored: version, outcome, condition that decided, what stood there. */
export type StoredResult = readonly [version: number, outcome: string, decidedBy: number | null, found: string | null];

const longestFound = 80;
/** What is worth a line of its own in a rule's log. */
const toldApart: ReadonlySet<string> = new Set(["fired", "refused", "stopped", "deep", "slow"]);

const runsSql = `
  insert into rule_runs (id, organization_id, event_type, aggregate_type, aggregate_id, results, at)
  select id, organization_id, event_type, aggregate_type, aggregate_id, results, at
  from json_populate_recordset(null::rule_runs, $1::json) on conflict do nothing`;
const firingsSql = `
  insert into rule_firings
    (organization_id, rule_id, run_id, version, outcome, effects, event_type, aggregate_type, aggregate_id, at)
  select organization_id, rule_id, run_id, version, outcome, effects, event_type, aggregate_type, aggregate_id, at
  from json_populate_recordset(null::rule_firings, $1::json) on conflict do nothing`;

/** Writes what many events came to: two statements at most. What is there already stays as it is. */
export async function recordRuns({ pool }: Pick<Db, "pool">, records: readonly RuleRunRecord[]): Promise<void> {
  const { runs, firings } = toRows(records);
  if (runs.length > 0) await pool.query({ name: "rule_runs", text: runsSql, values: [JSON.stringify(runs)] });
  if (firings.length > 0)
    await pool.query({ name: "rule_firings", text: firingsSql, values: [JSON.stringify(firings)] });
}

/** The same in the transaction of the effects. */
export async function recordRunsIn(tx: Tx, records: readonly RuleRunRecord[]): Promise<void> {
  const { runs, firings } = toRows(records);
  if (runs.length > 0) await tx.$executeRawUnsafe(runsSql, JSON.stringify(runs));
  if (firings.length > 0) await tx.$executeRawUnsafe(firingsSql, JSON.stringify(firings));
}

function toRows(records: readonly RuleRunRecord[]): { runs: object[]; firings: object[] } {
  const filled = records.filter(({ entries }) => entries.length > 0);
  return {
    runs: filled.map((record) => ({ id: record.runId, ...shared(record), results: toResults(record.entries) })),
    firings: filled.flatMap((record) =>
      record.entries
        .filter(({ outcome }) => toldApart.has(outcome))
        .map(({ rule, outcome, effects }) => ({
          ...shared(record),
          rule_id: rule.id,
          run_id: record.runId,
          version: rule.version,
          outcome,
          effects,
        })),
    ),
  };
}

function shared({ event, at }: RuleRunRecord): object {
  return {
    organization_id: event.organizationId,
    event_type: event.type,
    aggregate_type: event.aggregateType,
    aggregate_id: event.aggregateId,
    at: at.toISOString(),
  };
}

function toResults(entries: readonly RuleRunEntry[]): Record<string, StoredResult> {
  return Object.fromEntries(
    entries.map(({ rule, outcome, decidedBy, found }) => {
      const words = decidedBy === null ? null : toWords(found).slice(0, longestFound);
      return [String(rule.number), [rule.version, outcome, decidedBy, words] as const];
    }),
  );
}
