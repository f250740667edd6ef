import type { Services } from "@cartwright/core";
import type { CallbackSender } from "@cartwright/core/callbacks/callback-sender";
import type { JobName, JobPayload } from "@cartwright/core/jobs/catalogue";
import type { JobHandler, JobRun } from "@cartwright/core/jobs/job-handler";

/** What a worker process lends to its tasks. */
export interface TaskResources {
  readonly services: Services;
  /** Sends callbacks in the background of this process. */
  readonly callbackSender: CallbackSender;
}

/** One try of one of our own jobs. */
export interface TaskRun<N extends JobName> extends TaskResources {
  readonly payload: JobPayload<N>;
  /** Of the request that caused the job; the job's own number when nobody did. */
  readonly requestId: string;
  /** Fires when somebody cancels the job, and when the worker is stopping and has waited long enough. */
  readonly signal: AbortSignal;
  /** The try itself: progress, lines, the log. */
  readonly job: JobRun<JobPayload<N>>;
}

/** One of our own jobs and who does it. */
export interface TaskDefinition {
  readonly name: JobName;
  /** The handler, with what the process lends to it. */
  readonly bind: (resources: TaskResources) => JobHandler<unknown>;
}

/** A handler of one of our own jobs, which needs what a worker process lends: the services, who sends callbacks. */
export function defineTask<N extends JobName>(name: N, work: (run: TaskRun<N>) => Promise<unknown>): TaskDefinition {
  const bind = (resources: TaskResources): JobHandler<JobPayload<N>> => {
    return (job) => work({ ...resources, payload: job.payload, requestId: job.requestId, signal: job.signal, job });
  };
  // Whoever runs it parses the payload by the catalogue's schema of this very name first.
  return { name, bind: bind as TaskDefinition["bind"] };
}
