import type { Logger } from "pino";

import type { JobRun as AnyJobRun } from "@cartwright/integrations/contracts";

/** What a handler is given for one try of one job. */
export interface JobRun<P> extends AnyJobRun<P> {
  readonly logger: Logger;
}

/**
 * Does one job. Returning means done. Throwing means: try again later, until the tries are used up; `GiveUp` means that it is
 * no use. May run twice for one job, when a worker dies between the work and the word that it is done, so what it calls is safe to run twice.
 */
export type JobHandler<P> = (run: JobRun<P>) => Promise<unknown>;
