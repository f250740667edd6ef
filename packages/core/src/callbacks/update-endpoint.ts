import { transact, type CallbackEndpoint, type Prisma } from "@cartwright/db";

import { changeOf } from "#audit/change-of.ts";
import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { enqueueInTransaction } from "#jobs/enqueue.ts";
import { drainJobKey } from "#outbox/plan-fan-out.ts";

import { toEndpointView } from "./endpoint-view.ts";
import type { EndpointView } from "./views.ts";

export interface EndpointChange {
  readonly endpointId: string;
  /** Only an endpoint that stands like this is changed. */
  readonly from: readonly CallbackEndpoint["status"][];
  readonly data: Prisma.CallbackEndpointUpdateManyMutationInput;
  /** What the audit log says was done. */
  readonly action: string;
  /** Fields of the endpoint that may be read there, as they are now. */
  readonly told?: Record<string, string | number | boolean | null | object>;
}

/**
 * Changes an endpoint of one's own, writes down who did, and has the sender look at it.
 *
 * @throws DomainError `not_found`, also when it does not stand as it must
 */
export async function updateEndpoint(
  ctx: Ctx,
  { endpointId, from, data, action, told = {} }: EndpointChange,
): Promise<EndpointView> {
  return transact(ctx.db, async (tx) => {
    const before = await tx.callbackEndpoint.findFirst({
      where: { id: endpointId, organizationId: ctx.organizationId },
    });
    const [endpoint] = await tx.callbackEndpoint.updateManyAndReturn({
      where: { id: endpointId, organizationId: ctx.organizationId, status: { in: [...from] } },
      data,
    });
    if (endpoint === undefined) throw new DomainError("not_found");
    const { status } = endpoint;
    const change = changeOf(before ?? {}, { ...(before?.status !== status && { status }), ...told });
    await recordAudit(tx, ctx, { action, subjectType: "callback_endpoint", subjectId: endpointId, data: change });
    if (endpoint.status === "enabled") {
      await enqueueInTransaction(tx, "drain-callbacks", { endpointId }, { jobKey: drainJobKey(endpointId) });
    }
    return toEndpointView(endpoint, ctx.now());
  });
}
