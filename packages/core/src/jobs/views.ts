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
}

export interface JobsOverview {
  readonly counts: {
    readonly waiting: number;
    readonly delayed: number;
    readonly retrying: number;
    readonly failed: number;
    readonly active: number;
    readonly doneLastHour: number;
    readonly deadLetters: number;
  };
  /** Age of the oldest job that could run and does not; null when none waits. */
  readonly oldestWaitingSeconds: number | null;
  readonly workers: readonly {
    readonly id: string;
    readonly host: string;
    readonly pid: number;
    readonly startedAt: Date;
    readonly heartbeatAt: Date;
  }[];
}

export interface DeadLetterView {
  readonly id: string;
  /** `job`, `event`, `event-handler`, `callback`, `webhook`, `integrity` */
  readonly kind: string;
  readonly name: string;
  readonly ref: string;
  readonly error: string;
  readonly attempts: number;
  readonly payload: unknown;
  readonly createdAt: Date;
  readonly resolvedAt: Date | null;
  readonly resolution: string | null;
}
