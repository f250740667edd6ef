import type { IntegrationJobs, JobDefinitions, LentRuntime } from "@cartwright/integrations/contracts";

import type { JobRegistry } from "#jobs/job-registry.ts";

/** Jobs that belong to one organization: each says so in its payload, and its staff see it among theirs. */
export function ownJobs(registry: JobRegistry, organizationId: () => Promise<string>): LentRuntime["jobs"] {
  return {
    define<D extends JobDefinitions>(definitions: D): IntegrationJobs<D> {
      const jobs = registry.defineJobs(definitions);
      return {
        enqueue: async (name, payload, options) =>
          jobs.enqueue(name, payload, { ...options, organizationId: await organizationId() }),
        enqueueInTransaction: async (tx, name, payload, options) =>
          jobs.enqueueInTransaction(tx, name, payload, { ...options, organizationId: await organizationId() }),
        registerHandler: (name, handler) => jobs.registerHandler(name, handler),
      };
    },
  };
}
