import type { JobDto } from "@cartwright/api/schemas";

import type { StatusTone } from "#components/ui/status.tsx";

interface Told {
  readonly tone: StatusTone;
  readonly word: string;
  /** Why nothing is there, and what would be. */
  readonly empty: string;
}

/** How a job's state is told, in the order of the filters. */
export const jobStates = {
  failed: {
    tone: "danger",
    word: "Failed",
    empty: "A job is listed here when its last try failed. It waits until somebody retries or discards it.",
  },
  retrying: {
    tone: "warning",
    word: "Retrying",
    empty: "A job that failed and will be tried again by itself is listed here, with its error and its next try.",
  },
  active: {
    tone: "active",
    word: "Running",
    empty: "What a worker does at this moment. Most jobs are done before you can see them.",
  },
  waiting: {
    tone: "neutral",
    word: "Waiting",
    empty: "Jobs that are due and wait for a worker. When this grows, start another worker.",
  },
  delayed: {
    tone: "neutral",
    word: "Later",
    empty: "Jobs for a later time, such as giving held stock free when nobody paid.",
  },
  done: { tone: "good", word: "Done", empty: "What was done in the last two weeks." },
} as const satisfies Record<JobDto["state"], Told>;
