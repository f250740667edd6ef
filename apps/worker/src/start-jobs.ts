import type { Job, TaskList } from "graphile-worker";

import { createCallbackSender } from "@cartwright/core/callbacks/callback-sender";
import { readJobControl } from "@cartwright/core/jobs/job-control";
import { createJobHistory } from "@cartwright/core/jobs/job-history";
import type { JobRegistry } from "@cartwright/core/jobs/job-registry";
import { putBackInterrupted } from "@cartwright/core/jobs/put-back-interrupted";
import { holdWorkerLock, type WorkerLock } from "@cartwright/core/jobs/worker-lock";

import { createOutcomeLog } from "./outcome-log.ts";
import { repeat } from "./repeat.ts";
import { roleOf, type WorkerRole } from "./roles.ts";
import { toTask, type JobResources } from "./run-job.ts";
import { createRunningJobs } from "./running-jobs.ts";
import { patienceAtStopMs, pauseTasks, startQueue, takenTasks } from "./start-queue.ts";
import type { Part, WorkerOptions } from "./start-worker.ts";
import { startWatchdog } from "./watchdog.ts";

export interface JobsOptions extends WorkerOptions {
  readonly roles: readonly WorkerRole[];
  readonly registry: JobRegistry;
}

const controlMs = 500;

/** Does jobs: takes them from the queue, obeys those who pause and cancel, and watches that it really works. */
export async function startJobs(options: JobsOptions): Promise<Part> {
  const { services, databaseUrl, concurrency, onFatal, stopPatienceMs = patienceAtStopMs } = options;
  const { log } = services;
  const workbench = setUp(options);
  const { tasks, running } = workbench;
  // Before the first job is taken: what is paused stays so through a restart.
  await workbench.obey();
  const control = repeat({ name: "job-control", everyMs: controlMs, log }, workbench.obey);
  let lock: Promise<WorkerLock> | undefined;
  const queue = await startQueue({
    databaseUrl,
    concurrency,
    log,
    tasks,
    onFatal,
    onPool({ id }) {
      lock = lockFor(options, { workerId: id, tasks: takenTasks(tasks), onControl: control.wake });
      lock.then(workbench.goAhead, (error: unknown) => {
        log.error({ err: error }, "worker_lock_failed");
        onFatal("worker_lock_failed");
      });
    },
  });
  const held = await lock;
  const taken = () => Object.keys(tasks);
  const watchdog = startWatchdog({ pool: queue.pool, running, concurrency, tasks: taken, log, onFatal });
  return {
    async stop() {
      const patience = setTimeout(running.stopAll, stopPatienceMs);
      await Promise.all([queue.drain(), watchdog.stop()]);
      clearTimeout(patience);
      await control.stop();
      await workbench.tidyUp();
      await held?.release();
      await queue.close();
    },
  };
}

/** What jobs are done with, apart from the queue that they come from. */
function setUp(options: JobsOptions) {
  const { services, history = createJobHistory(services) } = options;
  const interrupted: Pick<Job, "id" | "attempts">[] = [];
  const running = createRunningJobs();
  const outcomes = createOutcomeLog(services.log);
  const callbackSender = createCallbackSender(services);
  const alive = Promise.withResolvers<void>();
  let isAlive = false;
  const onInterrupted: JobResources["onInterrupted"] = (job) => void interrupted.push(job);
  const tasks = buildTasks(options, {
    resources: {
      services,
      history,
      running,
      outcomes,
      onInterrupted,
      whenAlive: () => (isAlive ? undefined : alive.promise),
    },
    lent: { services, callbackSender },
  });
  return {
    tasks,
    running,
    goAhead() {
      isAlive = true;
      alive.resolve();
    },
    async obey() {
      const told = await readJobControl(services.db.pool);
      pauseTasks(tasks, told.pausedTasks);
      running.obey(told);
    },
    async tidyUp() {
      await callbackSender.stop();
      await putBackInterrupted(services.db.pool, interrupted);
      await history.close();
    },
  };
}

interface BuildOptions {
  readonly resources: JobResources;
  readonly lent: Parameters<WorkerOptions["tasks"][number]["bind"]>[0];
}

function buildTasks({ tasks, roles, registry, services }: JobsOptions, { resources, lent }: BuildOptions): TaskList {
  const handlers = new Map([...registry.handlers(), ...tasks.map(({ name, bind }) => [name, bind(lent)] as const)]);
  const list: TaskList = {};
  for (const [name, handler] of handlers) {
    const job = registry.find(name);
    if (job !== undefined && roles.includes(roleOf(name))) list[name] = toTask({ name, job, handler }, resources);
  }
  services.log.debug({ tasks: Object.keys(list) }, "tasks_known");
  return list;
}

function lockFor(
  { databaseUrl, version, roles, concurrency, services, onFatal }: JobsOptions,
  { workerId, tasks, onControl }: { workerId: string; tasks: readonly string[]; onControl: () => void },
): Promise<WorkerLock> {
  return holdWorkerLock({
    connection: { connectionString: databaseUrl },
    workerId,
    version,
    roles,
    tasks,
    concurrency,
    log: services.log,
    onControl,
    onLost: () => onFatal("worker_lock_lost"),
  });
}
