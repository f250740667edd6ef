import type { SyncJob } from "../contracts/sync-job.ts";
import type { SyncJobs, SyncOwner, SyncSchedule, SyncScope } from "../contracts/sync.ts";
import { runSync, type RunSyncOptions, type SyncResult } from "./run-sync.ts";
import type { SyncInterval } from "./sync-intervals.ts";

/** A job whose types only it knows. */
export interface RegisteredSyncJob extends SyncOwner {
  readonly name: string;
  readonly run: (options: RunSyncOptions & { readonly scope?: SyncScope }) => Promise<SyncResult>;
}

/** The sync jobs that this process knows. */
export interface SyncRegistry extends SyncJobs {
  /** Makes a job known under its name; a second of the same name is a defect and throws. */
  registerSyncJob<External, Local>(job: SyncJob<External, Local>, options?: SyncJobOptions): void;
  /**
   * Makes a job known for each of many things of one kind, named `<family>/<what>`: `open` makes it when it is to run, for
   * whom it runs. A second family of the same name is a defect and throws.
   */
  registerSyncFamily<External>(
    family: string,
    open: OpenSync<External>,
    options?: Omit<SyncJobOptions, "onlyFor">,
  ): void;
  /** Runs a registered job again and again. A second schedule takes the place of the first. */
  scheduleSyncJob(name: string, interval: SyncInterval): void;
  find(name: string): RegisteredSyncJob | undefined;
  schedules(): readonly SyncSchedule[];
}

/** The job for one of a family's things; its name is the one given. */
export type OpenSync<External> = (
  one: SyncScope & { readonly name: string; readonly what: string },
) => Promise<SyncJob<External>>;

/** What a job wants of each of its runs. */
export type SyncJobOptions = Omit<RunSyncOptions, "store" | "signal" | "onProgress"> & SyncOwner;

export function createSyncRegistry(): SyncRegistry {
  const jobs = new Map<string, RegisteredSyncJob>();
  const families = new Map<string, (name: string, what: string) => RegisteredSyncJob>();
  const schedules = new Map<string, SyncSchedule>();
  const inFamily = (name: string) => {
    const at = name.indexOf("/");
    return at < 0 ? undefined : families.get(name.slice(0, at))?.(name, name.slice(at + 1));
  };
  return {
    registerSyncJob(job, { onlyFor, ...options } = {}) {
      if (jobs.has(job.name)) throw new Error(`there are two sync jobs named ${job.name}`);
      jobs.set(job.name, { name: job.name, onlyFor, run: (given) => runSync(job, { ...options, ...given }) });
    },
    registerSyncFamily(family, open, options = {}) {
      if (families.has(family)) throw new Error(`there are two families of sync jobs named ${family}`);
      families.set(family, (name, what) => ({
        name,
        async run({ scope, ...given }) {
          if (!scope) throw new Error(`${name} runs for an organization`);
          return runSync(await open({ ...scope, name, what }), { ...options, ...given });
        },
      }));
    },
    scheduleSyncJob(name, { everyMs }) {
      const job = jobs.get(name);
      if (!job) throw new Error(`there is no sync job named ${name}; register it first`);
      schedules.set(name, { name, everyMs, onlyFor: job.onlyFor });
    },
    find: (name) => jobs.get(name) ?? inFamily(name),
    names: () => [...jobs.keys(), ...families.keys()],
    schedules: () => [...schedules.values()],
  };
}
