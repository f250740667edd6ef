import type { Services } from "@cartwright/core";
import { enqueueDuePushes } from "@cartwright/core/channels/enqueue-due-pushes";
import { reportGuards } from "@cartwright/core/health/report-guards";
import { reportProcess, retireProcess } from "@cartwright/core/health/report-process";
import { runDueRules } from "@cartwright/core/rules/run-due-rules";
import { runDueTimers } from "@cartwright/core/rules/run-due-timers";
import { enqueueAbandonedSyncs, enqueueDueSyncs } from "@cartwright/core/sync/enqueue-due-syncs";
import { listGuards } from "@cartwright/integrations/resilience";

import { type Repetition, repeat } from "./repeat.ts";

const dueMs = 1_000;
const abandonedMs = 10_000;
const reportMs = 5_000;

/** What a worker does for stock at channels, rules, sync jobs and breakers beside its jobs, again and again. */
export function startToolRounds(services: Services): Repetition[] {
  const { log, syncJobs } = services;
  const rounds = [
    repeat({ name: "report-outside-services", everyMs: reportMs, log }, () =>
      reportGuards(services, { app: "worker", guards: listGuards() }),
    ),
    repeat({ name: "run-due-rule-timers", everyMs: dueMs, log }, () => runDueTimers(services)),
    repeat({ name: "run-due-rules", everyMs: dueMs, log }, () => runDueRules(services)),
    reporting(services),
    repeat({ name: "enqueue-due-pushes", everyMs: dueMs, log }, () => enqueueDuePushes(services)),
  ];
  if (!syncJobs) return rounds;
  return [
    ...rounds,
    repeat({ name: "enqueue-due-syncs", everyMs: dueMs, log }, () => enqueueDueSyncs(services, syncJobs.schedules())),
    repeat({ name: "enqueue-abandoned-syncs", everyMs: abandonedMs, log }, () =>
      enqueueAbandonedSyncs(services, syncJobs.names()),
    ),
  ];
}

/** Says how this process stands until it stops; then it is off the list. */
function reporting(services: Services): Repetition {
  const { log } = services;
  const rounds = repeat({ name: "report-process", everyMs: reportMs, log }, () =>
    reportProcess(services, { app: "worker" }),
  );
  return {
    wake: () => rounds.wake(),
    async stop() {
      await rounds.stop();
      await retireProcess(services).catch((error: unknown) => log.warn({ err: error }, "process_not_retired"));
    },
  };
}
