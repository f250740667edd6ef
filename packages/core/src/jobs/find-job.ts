import type { Services } from "#context.ts";

import { defaultMaxAttempts, isJobName, jobCatalogue } from "./catalogue.ts";
import type { KnownJob } from "./job-registry.ts";

/** What this process knows about a job; undefined for a name that nobody here has defined. */
export function findJob({ jobs }: Pick<Services, "jobs">, name: string): KnownJob | undefined {
  if (isJobName(name)) return { schema: jobCatalogue[name], maxAttempts: defaultMaxAttempts };
  return jobs?.find(name);
}
