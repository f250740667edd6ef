import { Logger } from "graphile-worker";

import type { Services } from "@cartwright/core";

/**
 * Graphile Worker's own log lines. Outcomes of jobs are logged by the task itself, once; here only what is wrong with the
 * queue counts.
 */
export function queueLogger(log: Services["log"]): Logger {
  return new Logger((scope) => (level, message) => {
    if (level === "error" && scope.jobId === undefined) log.error({ ...scope, message }, "queue_error");
    else if (level === "warning") log.warn({ ...scope, message }, "queue_warning");
    else log.debug({ ...scope, message }, "queue_log");
  });
}
