import { z } from "zod";

import { transact, type Tx } from "@cartwright/db";

import type { Services } from "#context.ts";

import type { AfterCommit } from "./acting.ts";
import { readCause } from "./cause.ts";
import { ruleDefinition, type RuleDefinition } from "./definition.ts";
import { evaluateRules } from "./evaluate-rules.ts";
import { loadSubjects } from "./load-subjects.ts";
import { recordRunsIn } from "./record-runs.ts";
import { compileRule, type BookRule } from "./rule-book.ts";
import type { RuleEvent } from "./rule-event.ts";
import { act } from "./run-rules.ts";

const mostAtOnce = 50;

/**
 * Lets rules act whose time is up and for which nothing came. Each in one transaction with the end of its waiting: of several
 * workers one gets it, and what a worker leaves behind when it dies the next one does. Answers how many were due.
 */
export async function runDueTimers(services: Services): Promise<number> {
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
  services.log.error({ err: error, timerId: id }, "rule_timer_failed");
  const dueAt = new Date(services.now().getTime() + patienceMs);
  await services.db.prisma.ruleTimer.updateMany({ where: { id }, data: { dueAt } });
  return [];
}

interface DueTimer {
  id: string;
  event: unknown;
  rule_id: string;
  number: number;
  name: string;
  version: number;
  definition: unknown;
  enabled: boolean;
}

const storedEvent = z.object({
  eventId: z.string(),
  seq: z.string().nullable(),
  organizationId: z.string(),
  type: z.string(),
  aggregateType: z.string(),
  aggregateId: z.string(),
  data: z.record(z.string(), z.unknown()),
  occurredAt: z.string(),
  requestId: z.string(),
});

async function runOne(
  tx: Tx,
  services: Services,
  onTaken: (id: string) => void,
): Promise<readonly AfterCommit[] | null> {
  const [due] = await tx.$queryRaw<DueTimer[]>`
    with taken as (
      delete from rule_timers where id = (
        select id from rule_timers where due_at <= ${services.now()} order by due_at limit 1 for update skip locked)
      returning *
    )
    select t.id::text, t.event, r.id::text as rule_id, r.number, r.name, r.version, r.definition, r.enabled
    from taken t join rules r on r.organization_id = t.organization_id and r.id = t.rule_id`;
  if (due === undefined) return null;
  onTaken(due.id);
  const definition = ruleDefinition.parse(due.definition);
  // Switched off meanwhile, or made into another rule.
  if (!due.enabled || definition.when.kind !== "absence") return [];
  const { requestId, ...stored } = storedEvent.parse(due.event);
  const seq = stored.seq === null ? null : BigInt(stored.seq);
  const event: RuleEvent = { ...stored, seq, occurredAt: new Date(stored.occurredAt) };
  const rule: BookRule = {
    ...compileRule(definition),
    id: due.rule_id,
    number: due.number,
    name: due.name,
    version: due.version,
  };
  const [subject] = await loadSubjects(services, [{ event, needs: needsAtEnd(rule, definition) }]);
  if (subject === undefined || (await hasCome(tx, { event, when: definition.when, customerId: subject.ids.customer })))
    return [];
  const cause = readCause(requestId);
  const results = evaluateRules({ rules: [rule], subject, cause, data: event.data, timeIsUp: true });
  const { entries, afterCommit } = await act(tx, services, { event, subject, cause, results });
  await recordRunsIn(tx, [{ runId: due.id, event, at: services.now(), entries }]);
  return afterCommit;
}

function needsAtEnd({ needs }: BookRule, { when }: RuleDefinition): BookRule["needs"] {
  return when.kind === "absence" && when.about === "customer" ? { ...needs, customer: true } : needs;
}

interface Awaited {
  readonly event: RuleEvent;
  readonly when: Extract<RuleDefinition["when"], { kind: "absence" }>;
  readonly customerId: string | null;
}

// It may have happened a moment ago, and stand in the outbox or in the log where no rule has been asked about it yet.
async function hasCome(tx: Tx, { event, when, customerId }: Awaited): Promise<boolean> {
  const patterns = when.unless.map((pattern) => pattern.replaceAll(/[\\%_]/g, "\\$&").replace("*", "%"));
  const { organizationId, occurredAt, eventId, aggregateId } = event;
  const subject = when.about === "customer" ? customerId : aggregateId;
  const [row] = await tx.$queryRaw<{ came: boolean }[]>`
    with about as (
      select ${subject}::uuid as id union all
      select id from orders where ${when.about} = 'customer' and organization_id = ${organizationId}::uuid
        and customer_id = ${subject}::uuid
    )
    select exists (
      select from event_log l where l.organization_id = ${organizationId}::uuid and l.aggregate_id in (select id from about)
        and l.occurred_at >= ${occurredAt} and l.event_id <> ${eventId}::uuid and l.type like any (${patterns})
    ) or exists (
      select from outbox o where o.organization_id = ${organizationId}::uuid and o.aggregate_id in (select id from about)
        and o.type like any (${patterns})
    ) as came`;
  return row?.came === true;
}
