import type { OutsideServicesDto } from "@cartwright/api/schemas";

type State = OutsideServicesDto["items"][number];

/** One outside service, as all processes together find it. */
export interface ServiceGroup {
  readonly service: string;
  /** The worst that any process finds. */
  readonly circuit: State["circuit"];
  readonly processes: number;
  /** How many of them do not call it now. */
  readonly holdingBack: number;
  readonly underWay: number;
  readonly queued: number;
  readonly failed: number;
  readonly calls: number;
  /** The newest. */
  readonly lastFailure: string | null;
  readonly lastFailureAt: string | null;
}

const worstFirst = ["open", "half_open", "closed"] as const;

/** What each process reports, by service: those in trouble first, then by name. */
export function groupServices(states: readonly State[]): ServiceGroup[] {
  const groups = Map.groupBy(states, ({ service }) => service);
  return [...groups].map(([service, of]) => groupOf(service, of)).toSorted(byTrouble);
}

function groupOf(service: string, states: readonly State[]): ServiceGroup {
  const sum = (read: (state: State) => number) => states.reduce((total, state) => total + read(state), 0);
  const last = states.reduce((a, b) => ((b.lastFailureAt ?? "") > (a.lastFailureAt ?? "") ? b : a));
  return {
    service,
    circuit: worstFirst.find((circuit) => states.some((state) => state.circuit === circuit)) ?? "closed",
    processes: states.length,
    holdingBack: states.filter(({ circuit }) => circuit === "open").length,
    underWay: sum((state) => state.underWay),
    queued: sum((state) => state.queued),
    failed: sum((state) => state.failed),
    calls: sum((state) => state.answered + state.failed),
    lastFailure: last.lastFailure,
    lastFailureAt: last.lastFailureAt,
  };
}

function byTrouble(a: ServiceGroup, b: ServiceGroup): number {
  const trouble = worstFirst.indexOf(a.circuit) - worstFirst.indexOf(b.circuit);
  return trouble === 0 ? a.service.localeCompare(b.service) : trouble;
}
