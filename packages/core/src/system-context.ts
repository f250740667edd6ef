import type { Ctx, Services } from "#context.ts";

export interface SystemScope {
  readonly organizationId: string;
  /** Which part of us acts, as the audit log shows it: `payments`, `carrier`. */
  readonly name: string;
  readonly requestId: string;
}

/** A context for work that no person asked for: jobs, webhooks, sweeps. */
export function systemContext(services: Services, { organizationId, name, requestId }: SystemScope): Ctx {
  return { ...services, organizationId, actor: { type: "system", name }, requestId };
}
