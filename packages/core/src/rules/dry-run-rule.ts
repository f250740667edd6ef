import type { Ctx } from "#context.ts";
import { matchesPattern } from "#outbox/catalogue.ts";

import { readCause } from "./cause.ts";
import { checkRule } from "./check-rule.ts";
import type { RuleDefinition, RuleInput } from "./definition.ts";
import { describeAction, describeReason } from "./describe-rule.ts";
import { evaluateRules } from "./evaluate-rules.ts";
import { loadSubjects, type Subject } from "./load-subjects.ts";
import { compileRule, type BookRule } from "./rule-book.ts";
import { idsOf, type RuleEvent } from "./rule-event.ts";

/** What a rule would have made of one event. */
export interface DryRunEntry {
  readonly event: {
    readonly type: string;
    readonly aggregateType: string;
    readonly aggregateId: string;
    readonly at: Date;
  };
  readonly outcome: string;
  readonly reason: string;
  /** What it would have done, in words; empty when nothing. */
  readonly effects: readonly string[];
}

export interface DryRun {
  /** How many of the newest events were looked through. */
  readonly looked: number;
  /** How many of them the rule would have been asked about. */
  readonly asked: number;
  readonly wouldAct: number;
  /** Newest first: those where it would have acted before those where not, 50 at most. */
  readonly entries: readonly DryRunEntry[];
}

const mostEvents = 1_000;
const mostEntries = 50;
const together = 200;

/**
 * Says what a rule would have done with the last thousand events. Writes nothing. Orders, customers, products and facts are
 * looked at as they are now; what is counted, as it was then.
 *
 * @throws DomainError `invalid_input` for a rule that could not be saved
 */
export async function dryRunRule(ctx: Ctx, input: RuleInput): Promise<DryRun> {
  const { name, definition } = checkRule(ctx, input);
  const events = await readNewest(ctx);
  // Its own number is nobody's: a rule that is tried led to nothing.
  const rule: BookRule = { ...compileRule(definition), id: "", number: 0, name, version: 0 };
  const asked = events.filter(({ event }) => starts(definition, event.type));
  const entries: DryRunEntry[] = [];
  for (let from = 0; from < asked.length; from += together) {
    const some = asked.slice(from, from + together);
    const subjects = await loadSubjects(
      ctx,
      some.map(({ event }) => ({ event, needs: needsOfTry(rule) })),
    );
    for (const [index, one] of some.entries()) {
      const subject = subjects[index];
      if (subject !== undefined) entries.push(tryOne(ctx, { ...one, rule, subject, events }));
    }
  }
  const acts = entries.filter(({ effects }) => effects.length > 0);
  const others = entries.filter(({ effects }) => effects.length === 0);
  return {
    looked: events.length,
    asked: asked.length,
    wouldAct: acts.length,
    entries: [...acts, ...others].slice(0, mostEntries),
  };
}

function needsOfTry({ needs, definition: { when } }: BookRule): BookRule["needs"] {
  return when.kind === "absence" && when.about === "customer" ? { ...needs, customer: true } : needs;
}

function starts({ when }: RuleDefinition, type: string): boolean {
  return when.kind !== "schedule" && matchesPattern(when.event, type);
}

interface LoggedForTry {
  readonly event: RuleEvent;
  readonly requestId: string;
}

interface Try extends LoggedForTry {
  readonly rule: BookRule;
  readonly subject: Subject;
  /** Newest first. */
  readonly events: readonly LoggedForTry[];
}

function tryOne(ctx: Ctx, attempt: Try): DryRunEntry {
  const { event, requestId, rule, subject } = attempt;
  const { type, aggregateType, aggregateId, occurredAt: at } = event;
  const told = { type, aggregateType, aggregateId, at };
  const waiting = howItEnded(ctx, attempt);
  if (waiting !== null)
    return { event: told, outcome: waiting, reason: describeReason(rule.definition, plain(waiting)), effects: [] };
  const evaluation = { rules: [rule], subject, cause: readCause(requestId), data: event.data, timeIsUp: true };
  const [result] = evaluateRules(evaluation);
  if (result === undefined) return { event: told, outcome: "no", reason: "", effects: [] };
  const effects = result.outcome === "fired" ? rule.definition.actions.map(describeAction) : [];
  return { event: told, outcome: result.outcome, reason: describeReason(rule.definition, result), effects };
}

function plain(outcome: string) {
  return { outcome, decidedBy: null, found: undefined };
}

// For a rule that waits: whether what it waits for came among the events looked through, or could still come.
function howItEnded({ now }: Ctx, { event, rule, subject, events }: Try): "ended" | "waits" | null {
  const { when } = rule.definition;
  if (when.kind !== "absence") return null;
  const dueAt = event.occurredAt.getTime() + when.minutes * 60_000;
  const came = events.some(
    ({ event: later }) =>
      (later.seq ?? 0n) > (event.seq ?? 0n) &&
      later.occurredAt.getTime() < dueAt &&
      when.unless.some((pattern) => matchesPattern(pattern, later.type)) &&
      (when.about === "same"
        ? later.aggregateId === event.aggregateId
        : idsOf(later).customer === subject.ids.customer),
  );
  if (came) return "ended";
  return dueAt > now().getTime() ? "waits" : null;
}

interface LogRow {
  seq: bigint;
  eventId: string;
  aggregateType: string;
  aggregateId: string;
  type: string;
  payload: unknown;
  trace: unknown;
  occurredAt: Date;
}

async function readNewest({ db, organizationId }: Ctx): Promise<LoggedForTry[]> {
  const rows: LogRow[] = await db.prisma.eventLog.findMany({
    where: { organizationId },
    orderBy: { seq: "desc" },
    take: mostEvents,
  });
  return rows.map(({ payload, trace, ...row }) => ({
    event: { ...row, organizationId, data: isRecord(payload) ? payload : {} },
    requestId: isRecord(trace) && typeof trace["requestId"] === "string" ? trace["requestId"] : "",
  }));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
