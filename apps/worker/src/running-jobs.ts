import type { JobControl } from "@cartwright/core/jobs/job-control";

/** Why a job's signal fired. */
export type StopReason = "cancelled" | "stopping";

export class JobStopped extends Error {
  readonly reason: StopReason;

  constructor(reason: StopReason) {
    super(reason === "cancelled" ? "the job was cancelled" : "the worker is stopping");
    this.name = "JobStopped";
    this.reason = reason;
  }
}

/** Whether a job's signal fired because somebody cancelled it, and not because its worker stops. */
export function isCancelled({ reason }: AbortSignal): boolean {
  return reason instanceof JobStopped && reason.reason === "cancelled";
}

/** A job that runs here and can be told to stop. */
export interface RunningJob {
  readonly signal: AbortSignal;
  /** Undefined as long as nobody has told it to stop. */
  readonly stopped: StopReason | undefined;
  end(): void;
}

/** What this process runs at the moment. */
export interface RunningJobs {
  readonly count: number;
  /** When the last one began, by `performance.now()`. */
  readonly lastBegunAt: number;
  begin(jobId: string): RunningJob;
  /** Fires the signals of those that were cancelled, also of those that begin later. */
  obey(control: Pick<JobControl, "cancelledJobs">): void;
  /** Fires every signal. */
  stopAll(): void;
}

export function createRunningJobs(): RunningJobs {
  const running = new Map<string, Entry>();
  let cancelled: ReadonlySet<string> = new Set();
  let lastBegunAt = performance.now();
  return {
    get count() {
      return running.size;
    },
    get lastBegunAt() {
      return lastBegunAt;
    },
    begin(jobId) {
      const entry = new Entry();
      running.set(jobId, entry);
      lastBegunAt = performance.now();
      if (cancelled.has(jobId)) entry.stop("cancelled");
      entry.end = () => {
        // A job that was freed and begun again has a newer entry, which is not this one's to remove.
        if (running.get(jobId) === entry) running.delete(jobId);
      };
      return entry;
    },
    obey({ cancelledJobs }) {
      cancelled = cancelledJobs;
      for (const jobId of cancelledJobs) running.get(jobId)?.stop("cancelled");
    },
    stopAll() {
      for (const entry of running.values()) entry.stop("stopping");
    },
  };
}

class Entry implements RunningJob {
  stopped: StopReason | undefined;
  end: () => void = () => undefined;
  #controller: AbortController | undefined;

  // Made when somebody asks for it: most jobs are over before anybody could tell them to stop.
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.stopped !== undefined) this.#controller.abort(new JobStopped(this.stopped));
    }
    return this.#controller.signal;
  }

  stop(reason: StopReason): void {
    if (this.stopped !== undefined) return;
    this.stopped = reason;
    this.#controller?.abort(new JobStopped(reason));
  }
}
