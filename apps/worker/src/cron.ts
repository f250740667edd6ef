import { parseCronItems, type ParsedCronItem } from "graphile-worker";

import type { JobName } from "@cartwright/core/jobs/catalogue";

/**
 * What runs by the clock (UTC), once however many workers there are. An identifier is what the queue remembers an entry by:
 * it is never renamed.
 */
export function cronItems(): ParsedCronItem[] {
  return parseCronItems([
    entry("sweep-payments", "* * * * *"),
    entry("sweep-callbacks", "* * * * *"),
    entry("check-integrity", "17 2 * * *"),
    entry("prune", "41 2 * * *"),
  ]);
}

function entry(task: JobName, match: string) {
  return { task, match, identifier: task, options: { maxAttempts: 3, jobKey: `cron:${task}` } };
}
