import type { JobDto } from "@cartwright/api/schemas";

/** What can be done with jobs. */
export type JobVerb = "retry" | "runNow" | "cancel" | "discard";

interface Told {
  /** On the button. */
  readonly label: string;
  /** What was done: "3 jobs retried". */
  readonly done: string;
  /** What is lost by it, where something is: it is asked before it is done. */
  readonly loss?: string;
}

/** How each is told. */
export const jobVerbs = {
  retry: { label: "Retry now", done: "retried" },
  runNow: { label: "Run now", done: "put first" },
  cancel: {
    label: "Cancel",
    done: "cancelled",
    loss: "A job that runs is told to stop and is not tried again. What it has done so far stays done.",
  },
  discard: {
    label: "Discard",
    done: "discarded",
    loss: "What they were to do is not done. The audit log keeps what they were; they cannot be brought back.",
  },
} as const satisfies Record<JobVerb, Told>;

const verbsOf: Readonly<Record<JobDto["state"], readonly JobVerb[]>> = {
  failed: ["retry", "discard"],
  retrying: ["runNow", "discard"],
  waiting: ["discard"],
  delayed: ["runNow", "discard"],
  active: ["cancel"],
  done: [],
};

/** What can be done with a job in a state. */
export function verbsFor(state: JobDto["state"]): readonly JobVerb[] {
  return verbsOf[state];
}

/** What is lost by it; undefined when it can be done without asking. */
export function lossOf(verb: JobVerb): string | undefined {
  const told: Told = jobVerbs[verb];
  return told.loss;
}
