import type { JobDetailDto } from "@cartwright/api/schemas";

import { countWords } from "../parts/count-words.ts";

type Wait = NonNullable<JobDetailDto["wait"]>;

/** Why a job waits, as one would say it, and what would have it run. Its time stands beside it. */
export function waitWords(wait: Wait): { readonly why: string; readonly next: string } {
  switch (wait.kind) {
    case "later":
      return { why: "It is for a later time.", next: "It runs by itself then; “Run now” does not wait for it." };
    case "retrying":
      return {
        why: `Try ${wait.attempts} of ${wait.maxAttempts} failed${wait.error === null ? "" : `: ${firstLine(wait.error)}`}.`,
        next: "It is tried again by itself. “Run now” tries at once.",
      };
    case "out_of_tries":
      return {
        why: `${wait.tries === 1 ? "Its only try is" : `All ${wait.tries} tries are`} used up.`,
        next: "It stays until somebody retries or discards it.",
      };
    case "paused":
      return {
        why: `${wait.task} is paused${wait.reason === null ? "" : `: ${wait.reason}`}.`,
        next: "It runs once the task is resumed.",
      };
    case "no_worker":
      return { why: "No worker is alive.", next: "It runs as soon as one starts: pnpm start:worker." };
    case "unknown_task":
      return {
        why: `No worker that is alive knows ${wait.task}.`,
        next: "It waits for a version that does: a deploy under way brings it, or an integration is not installed.",
      };
    case "queue":
      return {
        why: `Jobs of the queue ${wait.queue} run one after another${
          wait.behindJobId === null ? "." : `, and job ${wait.behindJobId} runs now.`
        }`,
        next: "It runs when that one has ended.",
      };
    case "workers_busy":
      return {
        why: `All workers are busy: ${wait.running} of ${countWords(wait.concurrency, "job")} at once.`,
        next: `${before(wait.before, false)} Another worker would do more at once.`,
      };
    case "next":
      return { why: "A worker is about to take it.", next: before(wait.before, wait.atLeast) };
  }
}

function before(count: number, atLeast: boolean): string {
  if (count === 0) return "Nothing is before it.";
  return `${atLeast ? `${count} jobs or more are` : count === 1 ? "1 job is" : `${count} jobs are`} before it.`;
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}
