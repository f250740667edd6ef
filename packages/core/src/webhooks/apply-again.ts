import { transact } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { enqueueInTransaction } from "#jobs/enqueue.ts";

/**
 * Has a message applied once more, whatever came of it before. Handlers are safe to repeat: what is done already stays so.
 *
 * @throws DomainError `not_found`; `conflict` while it waits to be applied anyway
 */
export async function applyAgain(ctx: Ctx, { id }: { id: string }): Promise<{ id: string }> {
  const { organizationId, requestId } = ctx;
  return transact(ctx.db, async (tx) => {
    const row = await tx.webhookInbox.findFirst({
      where: { id, organizationId },
      select: { source: true, externalId: true, topic: true, state: true },
    });
    if (row === null) throw new DomainError("not_found");
    // The state in the condition: of two who ask at once one gets here.
    const { count } = await tx.webhookInbox.updateMany({
      where: { id, state: { not: "received" } },
      data: { state: "received", error: null, processedAt: null },
    });
    if (count === 0)
      throw new DomainError("conflict", {}, { message: "This message is already waiting to be applied." });
    await tx.deadLetter.updateMany({
      where: { name: "apply-webhook", resolvedAt: null, payload: { path: ["inboxId"], equals: id } },
      data: { resolvedAt: ctx.now(), resolution: "retried" },
    });
    await recordAudit(tx, ctx, {
      action: "webhook.applied_again",
      subjectType: "webhook",
      subjectId: id,
      data: { ...row },
    });
    await enqueueInTransaction(tx, "apply-webhook", { inboxId: id, requestId });
    return { id };
  });
}
