import type { SystemStats } from "@cartwright/core/health/read-system-stats";

import type { SystemStatsDto } from "#schemas/dashboard.ts";

import { presentOutsideServices } from "./present-outside-services.ts";

type ThisProcess = "node" | "uptimeSeconds" | "memoryBytes";

/** The instance's stats, without what only the process that answers knows of itself. */
export function presentSystemStats({ processes, breakers, ...rest }: SystemStats): Omit<SystemStatsDto, ThisProcess> {
  return {
    ...rest,
    processes: processes.map(({ startedAt, reportedAt, ...process }) => ({
      ...process,
      startedAt: startedAt.toISOString(),
      reportedAt: reportedAt.toISOString(),
    })),
    breakers: presentOutsideServices(breakers).items,
  };
}
