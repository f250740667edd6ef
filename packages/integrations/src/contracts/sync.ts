/** What one run of a sync job has done so far. */
export interface SyncCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Items that could not be brought over; the others were. */
  readonly errors: number;
}

/** An item that could not be brought over. */
export interface SyncItemError {
  /** Null when the item's id could not be read. */
  readonly externalId: string | null;
  readonly message: string;
}

/** `full`: all that is outside is read. `incremental`: what changed since the last run; nothing is missed by it. */
export type SyncMode = "full" | "incremental";

/** Something that a run changed, for the report at its end. */
export interface SyncChange {
  readonly externalId: string;
  readonly change: "created" | "updated" | "removed";
  /** As people know it. */
  readonly title?: string;
  /** What of it changed, for an update. */
  readonly fields?: readonly string[];
}

/** How far a run has come: what it takes up again after its process died. */
export interface SyncProgress extends SyncCounts {
  /** `fetch`: items are brought over; `remove`: what vanished outside is removed. */
  readonly phase: "fetch" | "remove";
  /** Of the next page; null at the start, and for sources without pages. */
  readonly cursor: string | null;
  /** How many items there are in all, when the source says so. */
  readonly total: number | null;
  /** What the source is busy with, when it says so. */
  readonly step: string | null;
  /** The first of the errors. */
  readonly samples: readonly SyncItemError[];
  /** The first changes of each kind. */
  readonly changes: readonly SyncChange[];
}

export type SyncEnd = "completed" | "failed" | "cancelled";

/** Keeps runs, and sees to it that of one job there is one run at a time. */
export interface SyncStore {
  /**
   * Takes the job's waiting or abandoned run, or begins a new one. Throws `SyncBusyError` while another holds it or it is
   * paused.
   */
  begin(name: string): Promise<SyncLease>;
}

/**
 * The right to work on one run, for a limited time. Whoever takes the run over gets a higher token; every write of the
 * former holder is refused from then on, with `SyncLeaseLostError`.
 */
export interface SyncLease {
  readonly runId: string;
  readonly mode: SyncMode;
  /** Where the run stands; not at its start when it was abandoned before. */
  readonly progress: SyncProgress;
  /** How long the lease holds after each `keep` and `save`. */
  readonly leaseMs: number;
  /** Holds on to the run, and learns whether somebody wants it to stop. */
  keep(): Promise<SyncRequest>;
  /** Writes the progress and that these ids exist outside, together or not at all. */
  save(progress: SyncProgress, seenIds: readonly string[]): Promise<SyncRequest>;
  /** What earlier runs saw and this one did not, by id, after the given one; and how many were known at all. */
  vanished(after: string | null, limit: number): Promise<readonly string[]>;
  countVanished(): Promise<{ readonly vanished: number; readonly known: number }>;
  /** Ends the run. `removed` ids are forgotten with the last progress. */
  forget(progress: SyncProgress, removedIds: readonly string[]): Promise<SyncRequest>;
  finish(end: SyncEnd, progress: SyncProgress, error: string | null): Promise<void>;
  /** Lets go without ending the run: paused, or for the next who comes. */
  release(as: "pending" | "paused", progress: SyncProgress): Promise<void>;
  /**
   * Lets go because the source is away, so that the run goes on where it was when it is back; `error` says why, for people.
   * False: it has been away for too long, and the run is to fail. Missing where nobody would come back to it.
   */
  postpone?(progress: SyncProgress, error: string): Promise<boolean>;
}

/** What somebody asked the run to do. */
export type SyncRequest = "go_on" | "pause" | "cancel";

/** The sync jobs that a process knows, by name. */
export interface SyncJobs {
  find(name: string): RunnableSync | undefined;
  /** Of jobs, and of families: a family `shop-products` has a job `shop-products/<what>` for each thing that it is for. */
  names(): readonly string[];
  /** Those that are due by the clock, every so often, for each organization that they are for. */
  schedules(): readonly SyncSchedule[];
}

export interface SyncSchedule extends SyncOwner {
  readonly name: string;
  readonly everyMs: number;
}

export interface SyncOwner {
  /** The one organization that a job is for; without it every organization has runs of its own. */
  readonly onlyFor?: (() => Promise<string>) | undefined;
}

export interface RunnableSync extends SyncOwner {
  readonly name: string;
  run(options: {
    readonly store: SyncStore;
    readonly signal: AbortSignal;
    readonly scope: SyncScope;
    readonly onProgress?: ((progress: SyncProgress) => void) | undefined;
  }): Promise<SyncCounts & { readonly status: string }>;
}

/** For whom a run is, and what caused it. */
export interface SyncScope {
  readonly organizationId: string;
  readonly requestId: string;
}
