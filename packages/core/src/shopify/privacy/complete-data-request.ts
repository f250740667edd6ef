import { transact } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

/**
 * Somebody handed a customer's data on: what was collected for it is erased, and the request is done. Doing it again
 * changes nothing.
 *
 * @throws DomainError `not_found`
 */
export async function completeDataRequest(ctx: Ctx, { requestId: id }: { requestId: string }): Promise<void> {
  const { organizationId } = ctx;
  await transact(ctx.db, async (tx) => {
    const row = await tx.shopifyPrivacyRequest.findFirst({ where: { id, organizationId, kind: "data_request" } });
    if (row === null) throw new DomainError("not_found");
    if (row.completedAt !== null) return;
    await tx.shopifyPrivacyRequest.update({ where: { id }, data: { completedAt: ctx.now(), result: {} } });
    await recordAudit(tx, ctx, {
      action: "shopify.data_request_completed",
      subjectType: "shopify_integration",
      subjectId: row.integrationId,
      data: { requestId: id },
    });
  });
}
