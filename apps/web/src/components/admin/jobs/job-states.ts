import type { JobDto } from "@cartwright/api/schemas";

import type { StatusTone } from "#components/ui/status.tsx";

interface Told {
  readonly tone: StatusTone;
  readonly word: string;
  /** What the list's own column holds in this state, and its time. */
  readonly telling: string;
  readonly when: string;
  readonly none: string;
  /** Why nothing is there, and what would be. */
  readonly empty: string;
}

/** How a job's state is told, in the order of the filters. */
export const jobStates = {
  failed: {
    tone: "danger",
    word: "Failed",
    telling: "Last error",
    when: "Queued",
    none: "No job has failed",
    empty: "A job is listed here when its last try failed. It waits until somebody retries or discards it.",
  },
  retrying: {
    tone: "warning",
    word: "Retrying",
    telling: "Last error",
    when: "Next try",
    none: "Nothing is retrying",
    empty: "A job that failed and will be tried again by itself is listed here, with its error and its next try.",
  },
  active: {
    tone: "active",
    word: "Running",
    telling: "Progress",
    when: "Since",
    none: "Nothing runs",
    empty: "What a worker does at this moment. Most jobs are done before you can see them.",
  },
  waiting: {
    tone: "neutral",
    word: "Waiting",
    telling: "Key",
    when: "Queued",
    none: "Nothing waits",
    empty: "Jobs that are due and wait for a worker. When this grows, start another worker.",
  },
  delayed: {
    tone: "neutral",
    word: "Later",
    telling: "Key",
    when: "Due",
    none: "Nothing is for later",
    empty: "Jobs for a later time, such as giving held stock free when nobody paid.",
  },
  done: {
    tone: "good",
    word: "Done",
    telling: "Ended",
    when: "When",
    none: "Nothing is done yet",
    empty: "What the workers have done is listed here for two weeks, the last one first.",
  },
} as const satisfies Record<JobDto["state"], Told>;
