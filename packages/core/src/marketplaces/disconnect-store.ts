import { transact } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

/**
 * Forgets a store's tokens at the marketplace, and refuses its sync token from now on. What was imported stays; registering the
 * store again connects it as before. Once more changes nothing.
 *
 * @throws DomainError `not_found` for a store of somebody else
 */
export async function disconnectStore(ctx: Ctx, { storeId }: { storeId: string }): Promise<void> {
  const { organizationId } = ctx;
  const own = { id: storeId, organizationId };
  await transact(ctx.db, async (tx) => {
    const { count } = await tx.marketplaceStore.updateMany({
      where: { ...own, disconnectedAt: null },
      data: { tokensEnc: null, disconnectedAt: ctx.now(), updatedAt: ctx.now(), heldUntil: null, lastError: null },
    });
    if (count === 0) {
      if ((await tx.marketplaceStore.count({ where: own })) === 0) throw new DomainError("not_found");
      return;
    }
    await recordAudit(tx, ctx, {
      action: "marketplace_store.disconnected",
      subjectType: "marketplace_store",
      subjectId: storeId,
    });
  });
}
