import type {
  Events,
  LentRuntime,
  OpenIntegration,
  OwnEvents,
  WebhookSource,
  WebhookSources,
} from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import type { JobRegistry } from "#jobs/job-registry.ts";
import { readOrganization } from "#organizations/read-organization.ts";

import { openShop } from "./open-shop.ts";
import { ownEvents } from "./own-events.ts";
import { ownJobs } from "./own-jobs.ts";

export interface InstallOptions {
  readonly integrations: readonly OpenIntegration[];
  /** Of the organization that they belong to. */
  readonly storeSlug: string;
  /** What this process knows of events, syncs and jobs; what integrations register is added to it. */
  readonly events: Events<OwnEvents>;
  readonly sync: LentRuntime["sync"];
  readonly jobs: JobRegistry;
}

/**
 * Sets integrations up in a process that starts: lends each what it may use, narrowed to its organization. Asks nobody; the
 * organization is looked up when it is first needed. Answers who sends webhooks now.
 *
 * @throws Error for a name that is taken, of an integration, an event, a subscriber, a sync or a job
 */
export function installIntegrations(services: Services, options: InstallOptions): WebhookSources {
  const sources: Record<string, WebhookSource> = {};
  const names = new Set<string>();
  for (const { name, setup } of options.integrations) {
    if (names.has(name)) throw new Error(`there are two integrations called ${name}`);
    names.add(name);
    setup(lend(services, { ...options, name, sources }));
  }
  return sources;
}

interface Lending extends InstallOptions {
  readonly name: string;
  readonly sources: Record<string, WebhookSource>;
}

function lend(services: Services, { name, sources, storeSlug, events, sync, jobs }: Lending): LentRuntime {
  const organizationId = async () => (await readOrganization(services, { slug: storeSlug })).id;
  return {
    events: ownEvents(events, organizationId),
    jobs: ownJobs(jobs, organizationId),
    sync: {
      ...sync,
      registerSyncJob: (job, more) => sync.registerSyncJob(job, { ...more, onlyFor: organizationId }),
    },
    webhooks: {
      handle(source) {
        if (Object.hasOwn(sources, name)) throw new Error(`${name} takes its webhooks twice`);
        sources[name] = source;
      },
    },
    shop: openShop(services, { name, organizationId }),
    log: services.log.child({ integration: name }),
  };
}
