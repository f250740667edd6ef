import type { GuardState, WatchedGuard } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { processId } from "#process-identity.ts";

/** How long a process that is not heard of is remembered. */
const forgottenAfter = "1 minute";

/**
 * Writes down how this process finds each outside service, where metrics and the admin of any process read it. To be repeated
 * every few seconds; whoever falls silent is forgotten after a minute.
 */
export async function reportGuards(
  { db }: Pick<Services, "db">,
  { app, guards }: { app: "web" | "worker"; guards: readonly WatchedGuard[] },
): Promise<void> {
  await db.prisma.$queryRaw`delete from breaker_states where reported_at < now() - ${forgottenAfter}::interval`;
  if (guards.length === 0) return;
  const rows = guards.map((guard) => ({ service: guard.name, ...rowOf(guard.state()) }));
  await db.prisma.$queryRaw`
    insert into breaker_states as known
    select ${processId}, row.service, ${app}, row.circuit, row.under_way, row.queued, row.answered, row.failed,
      row.turned_away, row.probe_at, row.last_failure, row.last_failure_at, now()
    from jsonb_populate_recordset(null::breaker_states, ${JSON.stringify(rows)}::jsonb) row
    on conflict (process_id, service) do update set
      circuit = excluded.circuit, under_way = excluded.under_way, queued = excluded.queued,
      answered = excluded.answered, failed = excluded.failed, turned_away = excluded.turned_away,
      probe_at = excluded.probe_at, last_failure = excluded.last_failure, last_failure_at = excluded.last_failure_at,
      reported_at = excluded.reported_at`;
}

function rowOf({ circuit, underWay, queued, answered, failed, turnedAway, probeAt, lastFailure }: GuardState) {
  return {
    circuit,
    under_way: underWay,
    queued,
    answered,
    failed,
    turned_away: turnedAway,
    probe_at: probeAt,
    last_failure: lastFailure?.message.slice(0, 500) ?? null,
    last_failure_at: lastFailure?.at ?? null,
  };
}
