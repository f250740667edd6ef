import { randomUUID } from "node:crypto";

import { holdWorkerLock } from "@cartwright/core/jobs/worker-lock";

import type { WorkerRole } from "./roles.ts";
import type { Part, WorkerOptions } from "./start-worker.ts";

/** Shows a worker that takes no jobs among those that are alive. */
export async function holdIdleLock({
  databaseUrl,
  version,
  roles,
  services,
  onFatal,
}: WorkerOptions & { readonly roles: readonly WorkerRole[] }): Promise<Part> {
  const lock = await holdWorkerLock({
    connection: { connectionString: databaseUrl },
    workerId: `idle-${randomUUID()}`,
    version,
    roles,
    tasks: [],
    concurrency: 0,
    log: services.log,
    onLost: () => onFatal("worker_lock_lost"),
  });
  return { stop: () => lock.release() };
}
