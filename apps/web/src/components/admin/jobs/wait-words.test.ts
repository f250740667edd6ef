import { expect, test } from "vitest";

import { waitWords } from "./wait-words.ts";

const at = "2026-11-25T10:00:00.000Z";

test.for([
  [{ kind: "later", runAt: at }, "It is for a later time."],
  [
    { kind: "retrying", runAt: at, error: "Error: no answer\n at send", attempts: 2, maxAttempts: 10 },
    "Try 2 of 10 failed: Error: no answer.",
  ],
  [{ kind: "out_of_tries", tries: 1 }, "Its only try is used up."],
  [{ kind: "paused", task: "prune", reason: null, pausedAt: at }, "prune is paused."],
  [{ kind: "paused", task: "prune", reason: "Bank holiday", pausedAt: at }, "prune is paused: Bank holiday."],
  [{ kind: "no_worker" }, "No worker is alive."],
  [{ kind: "unknown_task", task: "erp" }, "No worker that is alive knows erp."],
  [
    { kind: "queue", queue: "erp", behindJobId: "7" },
    "Jobs of the queue erp run one after another, and job 7 runs now.",
  ],
  [{ kind: "workers_busy", running: 10, concurrency: 10, before: 3 }, "All workers are busy: 10 of 10 jobs at once."],
  [{ kind: "next", before: 0, atLeast: false }, "A worker is about to take it."],
] as const)("%j", ([wait, why]) => expect(waitWords(wait).why).toBe(why));

test("how many are before it is told, and when that is more than was counted", () => {
  expect(waitWords({ kind: "next", before: 1, atLeast: false }).next).toBe("1 job is before it.");
  expect(waitWords({ kind: "next", before: 1000, atLeast: true }).next).toBe("1000 jobs or more are before it.");
});
