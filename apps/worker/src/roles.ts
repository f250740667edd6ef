/**
 * What a worker process may be there for. `jobs`: everything but callbacks. `callbacks`: what goes out to others' endpoints.
 * `relay`: events from the outbox. `sweeper`: frees what dead workers held, and adds what is due by the clock.
 */
export const workerRoles = ["jobs", "callbacks", "relay", "sweeper"] as const;

export type WorkerRole = (typeof workerRoles)[number];

const callbackTasks: ReadonlySet<string> = new Set(["drain-callbacks", "sweep-callbacks"]);

/** Which role does a job. */
export function roleOf(task: string): Extract<WorkerRole, "jobs" | "callbacks"> {
  return callbackTasks.has(task) ? "callbacks" : "jobs";
}
