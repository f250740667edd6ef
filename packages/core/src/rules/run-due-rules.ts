import { newId, transact, type Tx } from "@cartwright/db";

import type { Services } from "#context.ts";
import { nextTick } from "#jobs/schedule-clock.ts";

import type { AfterCommit } from "./acting.ts";
import { ruleDefinition } from "./definition.ts";
import { evaluateRules } from "./evaluate-rules.ts";
import { loadSubjects } from "./load-subjects.ts";
import { recordRunsIn } from "./record-runs.ts";
import { compileRule } from "./rule-book.ts";
import type { RuleEvent } from "./rule-event.ts";
import { act } from "./run-rules.ts";

/** What a tick of the clock is called in logs. */
export const tickType = "rule.tick";

const mostAtOnce = 50;

interface DueRule {
  id: string;
  organization_id: string;
  number: number;
  name: string;
  version: number;
  definition: unknown;
  time_zone: string;
}

/**
 * Asks the rules that go by the clock and whose time has come. A tick, what it does and the time of the next are one commit, and
 * of several workers one gets the rule. Ticks that nobody was there for are made up for by one. Answers how many were due.
 */
export async function runDueRules(services: Services): Promise<number> {
  let done = 0;
  while (done < mostAtOnce) {
    let taken: string | undefined;
    const later = await transact(services.db, (tx) => runOne(tx, services, (id) => (taken = id))).catch((error) =>
      putOff(services, { id: taken, error }),
    );
    if (later === null) break;
    done += 1;
    services.wakeRelay();
    for (const one of later) await one();
  }
  return done;
}

/** One that fails holds up no other: it comes again in a minute. */
const patienceMs = 60_000;

async function putOff(services: Services, { id, error }: { id: string | undefined; error: unknown }): Promise<[]> {
  if (id === undefined) throw error;
  services.log.error({ err: error, ruleId: id }, "rule_tick_failed");
  const nextRunAt = new Date(services.now().getTime() + patienceMs);
  await services.db.prisma.rule.updateMany({ where: { id, enabled: true }, data: { nextRunAt } });
  return [];
}

async function runOne(
  tx: Tx,
  services: Services,
  onTaken: (id: string) => void,
): Promise<readonly AfterCommit[] | null> {
  const now = services.now();
  const [due] = await tx.$queryRaw<DueRule[]>`
    select r.id::text, r.organization_id::text, r.number, r.name, r.version, r.definition, o.time_zone
    from rules r join organizations o on o.id = r.organization_id
    where r.enabled and r.next_run_at <= ${now} order by r.next_run_at limit 1 for update of r skip locked`;
  if (due === undefined) return null;
  onTaken(due.id);
  const definition = ruleDefinition.parse(due.definition);
  const nextRunAt = nextRun(definition.when, { timeZone: due.time_zone, now });
  await tx.$executeRaw`update rules set next_run_at = ${nextRunAt} where id = ${due.id}::uuid`;
  if (nextRunAt === null) return [];
  const event = tickOf(due, now);
  const { id, number, name, version } = due;
  const rule = { ...compileRule(definition), id, number, name, version };
  const [subject] = await loadSubjects(services, [{ event, needs: rule.needs }]);
  if (subject === undefined) return [];
  const cause = { requestId: `tick:${event.eventId}`, rules: [] };
  const results = evaluateRules({ rules: [rule], subject, cause, data: event.data });
  const { entries, afterCommit } = await act(tx, services, { event, subject, cause, results });
  await recordRunsIn(tx, [{ runId: event.eventId, event, at: now, entries }]);
  return afterCommit;
}

/** When a rule that goes by the clock is asked next; null for all others. Throws Error for fields that are none. */
export function nextRun(
  when: { readonly kind: string; readonly cron?: string },
  { timeZone, now }: { timeZone: string; now: Date },
): Date | null {
  return when.kind === "schedule" && when.cron !== undefined ? nextTick({ cron: when.cron, timeZone }, now) : null;
}

function tickOf({ id, organization_id: organizationId }: DueRule, now: Date): RuleEvent {
  const eventId = newId();
  return {
    eventId,
    seq: null,
    organizationId,
    type: tickType,
    aggregateType: "rule",
    aggregateId: id,
    data: {},
    occurredAt: now,
  };
}
