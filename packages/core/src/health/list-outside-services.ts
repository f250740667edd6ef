import type { Services } from "#context.ts";

/** How one process finds one outside service. */
export interface OutsideServiceState {
  readonly service: string;
  readonly app: "web" | "worker";
  readonly processId: string;
  readonly circuit: "closed" | "open" | "half_open";
  readonly underWay: number;
  readonly queued: number;
  /** Since the process started. */
  readonly answered: number;
  readonly failed: number;
  readonly turnedAway: number;
  readonly probeAt: Date | null;
  readonly lastFailure: string | null;
  readonly lastFailureAt: Date | null;
}

interface Row extends Omit<OutsideServiceState, "answered" | "failed" | "turnedAway"> {
  answered: bigint;
  failed: bigint;
  turnedAway: bigint;
}

/** How long a report stands for; processes report every 5 seconds. */
const freshFor = "30 seconds";

/** How the processes that are alive find the services that they call, by service and app. */
export async function listOutsideServices({ db }: Pick<Services, "db">): Promise<OutsideServiceState[]> {
  const rows = await db.prisma.$queryRaw<Row[]>`
    select service, app, process_id as "processId", circuit, under_way as "underWay", queued, answered, failed,
      turned_away as "turnedAway", probe_at as "probeAt", last_failure as "lastFailure", last_failure_at as "lastFailureAt"
    from breaker_states where reported_at > now() - ${freshFor}::interval order by service, app, process_id`;
  return rows.map(({ answered, failed, turnedAway, ...row }) => ({
    ...row,
    answered: Number(answered),
    failed: Number(failed),
    turnedAway: Number(turnedAway),
  }));
}
