import { transact } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

/**
 * Stops calling an endpoint and forgets its deliveries.
 *
 * @throws DomainError `not_found`
 */
export async function deleteCallback(ctx: Ctx, { endpointId }: { endpointId: string }): Promise<void> {
  await transact(ctx.db, async (tx) => {
    const { count } = await tx.callbackEndpoint.deleteMany({
      where: { id: endpointId, organizationId: ctx.organizationId },
    });
    if (count === 0) throw new DomainError("not_found");
    await recordAudit(tx, ctx, {
      action: "callback.deleted",
      subjectType: "callback_endpoint",
      subjectId: endpointId,
    });
  });
}
