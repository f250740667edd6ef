export type JobState = "waiting" | "delayed" | "retrying" | "failed" | "active" | "done";

export interface JobView {
  readonly id: string;
  readonly task: string;
  readonly state: JobState;
  readonly attempts: number;
  readonly maxAttempts: number;
  /** When it may run next; null once it is done. */
  readonly runAt: Date | null;
  readonly queuedAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly lastError: string | null;
  /** By which one waiting job takes the place of another. */
  readonly jobKey: string | null;
  /** Of the request that caused it. */
  readonly requestId: string | null;
  /** How far it says it is. */
  readonly progress: JobProgress | null;
}

export interface JobProgress {
  readonly done: number;
  /** Null when it does not know. */
  readonly total: number | null;
}

export interface JobPage {
  readonly items: JobView[];
  readonly nextCursor: string | null;
  /** How many jobs were looked at for this page. */
  readonly lookedThrough: number;
}

interface StateCounts {
  readonly waiting: number;
  readonly delayed: number;
  readonly retrying: number;
  readonly failed: number;
  readonly active: number;
}

export interface TaskCounts extends StateCounts {
  readonly task: string;
  readonly oldestWaitingSeconds: number | null;
  readonly paused: boolean;
  /** Whether a worker that is alive can do it. */
  readonly hasWorker: boolean;
}

export interface JobsOverview {
  readonly counts: StateCounts & { readonly deadLetters: number };
  /** Age of the oldest job that could run and does not; null when none waits. */
  readonly oldestWaitingSeconds: number | null;
  /** When the queue was counted, and for how long that count is used, in milliseconds; 0 when it is counted each time. */
  readonly countedAt: Date;
  readonly validMs: number;
  /** Tasks with jobs in the queue, and those that are paused. */
  readonly tasks: readonly TaskCounts[];
  readonly paused: readonly {
    readonly task: string;
    readonly reason: string | null;
    readonly pausedBy: string | null;
    readonly pausedAt: Date;
  }[];
  readonly workers: readonly WorkerView[];
}

export interface WorkerView {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly version: string;
  readonly roles: readonly string[];
  /** The jobs that it can do. */
  readonly tasks: readonly string[];
  /** How many jobs it may run at once; 0 when it does not say. */
  readonly concurrency: number;
  /** How many it runs. */
  readonly running: number;
  readonly startedAt: Date;
  readonly heartbeatAt: Date;
  /** Those that have run for longer than a second. */
  readonly jobs: readonly { readonly id: string; readonly task: string; readonly startedAt: Date }[];
}

/** Milliseconds within which so many in a hundred were. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface StatisticsSum {
  readonly done: number;
  /** Tries that failed and were followed by another. */
  readonly failed: number;
  readonly dead: number;
  readonly cancelled: number;
  /** Tries that ended, in a minute, on average. */
  readonly perMinute: number;
  /** From when a job could run until it did; null when none ran. */
  readonly waitMs: Percentiles | null;
  readonly runMs: Percentiles | null;
}

export interface JobStatistics {
  readonly hour: StatisticsSum;
  readonly day: StatisticsSum;
  readonly tasks: readonly { readonly task: string; readonly hour: StatisticsSum; readonly day: StatisticsSum }[];
  /** The last hour, minute by minute. */
  readonly minutes: readonly { readonly at: Date; readonly done: number; readonly failed: number }[];
}

export interface DeadLetterView {
  readonly id: string;
  /** `job`, `event`, `event-handler`, `callback`, `webhook`, `integrity` */
  readonly kind: string;
  readonly name: string;
  readonly ref: string;
  readonly error: string;
  /** The error without what differs from one letter to the next. */
  readonly cause: string;
  readonly attempts: number;
  /** Without secrets. */
  readonly payload: unknown;
  readonly createdAt: Date;
  readonly resolvedAt: Date | null;
  readonly resolution: string | null;
}

/** What had a job added. */
export type JobCause =
  | {
      readonly kind: "event";
      readonly eventId: string;
      readonly type: string | null;
      readonly seq: string | null;
    }
  | { readonly kind: "schedule"; readonly name: string }
  | { readonly kind: "request"; readonly requestId: string };

/** Why a job does not run now. */
export type WaitReason =
  | { readonly kind: "later"; readonly runAt: Date }
  | {
      readonly kind: "retrying";
      readonly runAt: Date;
      readonly error: string | null;
      readonly attempts: number;
      readonly maxAttempts: number;
    }
  | { readonly kind: "out_of_tries"; readonly tries: number }
  | { readonly kind: "paused"; readonly task: string; readonly reason: string | null; readonly pausedAt: Date }
  | { readonly kind: "no_worker" }
  /** No worker that is alive knows the task. */
  | { readonly kind: "unknown_task"; readonly task: string }
  /** Jobs of one queue run one after another. */
  | { readonly kind: "queue"; readonly queue: string; readonly behindJobId: string | null }
  | {
      readonly kind: "workers_busy";
      readonly running: number;
      readonly concurrency: number;
      readonly before: number;
    }
  /** Its turn is next, after `before` others, or more when `atLeast`. */
  | { readonly kind: "next"; readonly before: number; readonly atLeast: boolean };

export interface JobTry {
  readonly attempt: number;
  readonly outcome: "done" | "failed" | "dead" | "cancelled";
  readonly error: string | null;
  readonly stack: string | null;
  readonly workerId: string;
  /** From when on it could have run. */
  readonly dueAt: Date;
  readonly startedAt: Date;
  readonly finishedAt: Date;
}

export interface JobDetail extends JobView {
  /** Without secrets. */
  readonly payload: unknown;
  readonly queue: string | null;
  /** Lower goes first; null once it has left the queue. */
  readonly priority: number | null;
  /** Which worker holds it. */
  readonly workerId: string | null;
  /** Somebody asked it to stop, and it has not ended yet. */
  readonly cancelling: boolean;
  /** How it left the queue; null while it is there. */
  readonly ended: "done" | "dead" | "cancelled" | "removed" | null;
  readonly cause: JobCause | null;
  readonly wait: WaitReason | null;
  /** The last one first. */
  readonly tries: readonly JobTry[];
  /** What it said, in order. */
  readonly lines: readonly {
    readonly attempt: number;
    readonly n: number;
    readonly at: Date;
    readonly line: string;
  }[];
  readonly deadLetter: {
    readonly id: string;
    readonly resolvedAt: Date | null;
    readonly resolution: string | null;
  } | null;
}

/** Open dead letters that have the same cause. */
export interface DeadLetterGroup {
  readonly kind: string;
  readonly name: string;
  readonly cause: string;
  /** Where `name` is an id that tells nobody anything: the address of the endpoint. */
  readonly label: string | null;
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}
