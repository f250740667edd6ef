import type { Tx } from "@cartwright/db";
import type { HandlerContext } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import type { LoggedEvent } from "#events/subscription.ts";
import { gatherWrites } from "#gathering/gather-writes.ts";
import { systemContext } from "#system-context.ts";

import type { AfterCommit } from "./acting.ts";
import { readCause, withCause, type Cause } from "./cause.ts";
import { evaluateRules, type RuleResult } from "./evaluate-rules.ts";
import { loadSubjects, type Subject, type SubjectQuestion } from "./load-subjects.ts";
import { joinNeeds } from "./needs.ts";
import { performActions } from "./perform-actions.ts";
import { recordRuns, recordRunsIn, type RuleRunEntry, type RuleRunRecord } from "./record-runs.ts";
import type { BookRule, RuleBook } from "./rule-book.ts";
import type { RuleEvent } from "./rule-event.ts";
import { endTimers, startTimer } from "./timers.ts";

/** As many events are looked up, and written down, with one set of statements. */
const mostTogether = 50;

/** Asks an organization's rules about one event of the log, and does what they say. */
export type RunRules = (event: LoggedEvent, context: HandlerContext<Tx>) => Promise<void>;

/**
 * Makes the subscriber that asks rules. Events that are handled side by side share their statements; what rules do is one
 * transaction with the note that the event is handled, so it happens once, however often the event comes.
 */
export function createRuleRunner(services: Services, { book }: { book: RuleBook }): RunRules {
  const subjects = gatherWrites((asked: readonly SubjectQuestion[]) => loadSubjects(services, asked), {
    most: mostTogether,
  });
  const log = gatherWrites(
    async (records: readonly RuleRunRecord[]) => {
      await recordRuns(services.db, records);
      return records.map(() => undefined);
    },
    { most: mostTogether },
  );
  return async (logged, { requestId, transact }) => {
    const event = toRuleEvent(logged);
    const rules = await book.of(event.organizationId);
    const [started, ended] = [rules.startedBy(event.type), rules.endedBy(event.type)];
    if (started.length === 0 && ended.length === 0) return;
    const cause = readCause(requestId);
    const subject = await subjects.write({ event, needs: joinNeeds(started.map(({ needs }) => needs)) });
    const results = evaluateRules({ rules: started, subject, cause, data: event.data });
    const record = { runId: event.eventId, event, at: services.now() };
    if (ended.length === 0 && results.every(({ outcome }) => outcome !== "fired" && outcome !== "waits")) {
      await log.write({ ...record, entries: results.map(withoutEffects) });
      return;
    }
    const later = await transact(async (tx) => {
      const over = await endTimers(tx, { event, subject, rules: ended });
      const acted = await act(tx, services, { event, subject, cause, results });
      await recordRunsIn(tx, [{ ...record, entries: [...over, ...acted.entries] }]);
      return acted.afterCommit;
    });
    services.wakeRelay();
    for (const one of later) await one();
  };
}

function toRuleEvent({ data, ...event }: LoggedEvent): RuleEvent {
  return { ...event, data: typeof data === "object" && data !== null ? { ...data } : {} };
}

/** What rules answered about one event. */
export interface Answers {
  readonly event: RuleEvent;
  readonly subject: Subject;
  readonly cause: Cause;
  readonly results: readonly RuleResult[];
}

/** Does what the rules that said yes want, in their order, in the caller's transaction. */
export async function act(
  tx: Tx,
  services: Services,
  { event, subject, cause, results }: Answers,
): Promise<{ readonly entries: readonly RuleRunEntry[]; readonly afterCommit: readonly AfterCommit[] }> {
  const entries: RuleRunEntry[] = [];
  const afterCommit: AfterCommit[] = [];
  for (const result of results) {
    const { rule } = result;
    if (result.outcome === "waits") await startTimer(tx, { rule, event, subject, cause });
    if (result.outcome !== "fired") {
      entries.push(withoutEffects(result));
      continue;
    }
    const ctx = ruleContext(services, { rule, event, cause });
    const performed = await performActions(tx, ctx, { rule, event, subject });
    afterCommit.push(...performed.afterCommit);
    entries.push({ ...result, outcome: performed.outcome, effects: performed.effects });
  }
  return { entries, afterCommit };
}

interface ActingRule {
  readonly rule: BookRule;
  readonly event: RuleEvent;
  readonly cause: Cause;
}

/** A rule as one who acts: the audit log names it, and what follows knows that it led there. */
function ruleContext(services: Services, { rule, event, cause }: ActingRule) {
  const requestId = withCause(cause, rule.number);
  return systemContext(services, { organizationId: event.organizationId, name: `rule: ${rule.name}`, requestId });
}

function withoutEffects(result: RuleResult): RuleRunEntry {
  return { ...result, effects: [] };
}
