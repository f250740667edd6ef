import type { SyncJobs, SyncOwner, SyncSchedule } from "../contracts/sync.ts";
import { runSync, type RunSyncOptions, type SyncResult } from "./run-sync.ts";
import type { SyncInterval } from "./sync-intervals.ts";
import type { SyncJob } from "./sync-job.ts";

/** A job whose types only it knows. */
export interface RegisteredSyncJob extends SyncOwner {
  readonly name: string;
  readonly run: (options: RunSyncOptions) => Promise<SyncResult>;
}

/** The sync jobs that this process knows. */
export interface SyncRegistry extends SyncJobs {
  /** Makes a job known under its name; a second of the same name is a defect and throws. */
  registerSyncJob<External, Local>(job: SyncJob<External, Local>, options?: SyncJobOptions): void;
  /** Runs a registered job again and again. A second schedule takes the place of the first. */
  scheduleSyncJob(name: string, interval: SyncInterval): void;
  find(name: string): RegisteredSyncJob | undefined;
  schedules(): readonly SyncSchedule[];
}

/** What a job wants of each of its runs. */
export type SyncJobOptions = Omit<RunSyncOptions, "store" | "signal" | "onProgress"> & SyncOwner;

export function createSyncRegistry(): SyncRegistry {
  const jobs = new Map<string, RegisteredSyncJob>();
  const schedules = new Map<string, SyncSchedule>();
  return {
    registerSyncJob(job, { onlyFor, ...options } = {}) {
      if (jobs.has(job.name)) throw new Error(`there are two sync jobs named ${job.name}`);
      jobs.set(job.name, { name: job.name, onlyFor, run: (given) => runSync(job, { ...options, ...given }) });
    },
    scheduleSyncJob(name, { everyMs }) {
      const job = jobs.get(name);
      if (!job) throw new Error(`there is no sync job named ${name}; register it first`);
      schedules.set(name, { name, everyMs, onlyFor: job.onlyFor });
    },
    find: (name) => jobs.get(name),
    names: () => [...jobs.keys()],
    schedules: () => [...schedules.values()],
  };
}
