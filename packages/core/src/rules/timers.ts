import { newId, type Tx } from "@cartwright/db";

import { writeCause, type Cause } from "./cause.ts";
import type { Subject } from "./load-subjects.ts";
import type { RuleRunEntry } from "./record-runs.ts";
import type { BookRule } from "./rule-book.ts";
import type { EventIds, RuleEvent } from "./rule-event.ts";

interface Start {
  readonly rule: BookRule;
  readonly event: RuleEvent;
  readonly subject: Subject;
  readonly cause: Cause;
}

/**
 * Begins to wait whether something happens: a row, which outlives every process. The time counts from when the event
 * happened.
 */
export async function startTimer(tx: Tx, { rule, event, subject, cause }: Start): Promise<void> {
  const { when } = rule.definition;
  if (when.kind !== "absence") return;
  const subjectId = waitsFor(when.about, event, subject.ids);
  if (subjectId === null) return;
  const { organizationId, eventId, occurredAt: startedAt } = event;
  const dueAt = new Date(startedAt.getTime() + when.minutes * 60_000);
  const stored = {
    ...event,
    seq: event.seq?.toString() ?? null,
    requestId: writeCause(cause),
    occurredAt: startedAt.toISOString(),
  };
  await tx.$executeRaw`
    insert into rule_timers (id, organization_id, rule_id, subject_id, event_id, event, started_at, due_at)
    values (${newId()}::uuid, ${organizationId}::uuid, ${rule.id}::uuid, ${subjectId}::uuid, ${eventId}::uuid,
      ${JSON.stringify(stored)}::jsonb, ${startedAt}, ${dueAt})
    on conflict (rule_id, event_id) do nothing`;
}

interface End {
  readonly event: RuleEvent;
  readonly subject: Subject;
  readonly rules: readonly BookRule[];
}

/** Ends the waiting of rules for which this event has come in time. */
export async function endTimers(tx: Tx, { event, subject, rules }: End): Promise<RuleRunEntry[]> {
  const entries: RuleRunEntry[] = [];
  for (const rule of rules) {
    const { when } = rule.definition;
    if (when.kind !== "absence") continue;
    const subjectId = waitsFor(when.about, event, subject.ids);
    if (subjectId === null) continue;
    const { count } = await tx.ruleTimer.deleteMany({
      where: {
        organizationId: event.organizationId,
        ruleId: rule.id,
        subjectId,
        startedAt: { lte: event.occurredAt },
        eventId: { not: event.eventId },
      },
    });
    if (count > 0) entries.push({ rule, outcome: "ended", decidedBy: null, found: undefined, effects: [] });
  }
  return entries;
}

function waitsFor(about: "same" | "customer", event: RuleEvent, ids: EventIds): string | null {
  return about === "customer" ? ids.customer : event.aggregateId;
}
