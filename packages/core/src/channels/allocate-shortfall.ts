import { transact } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { lockShortfall } from "./lock-shortfall.ts";
import { promiseMissing } from "./promise-missing.ts";

/** What a shortfall came to. */
export interface SettledShortfall {
  readonly shortfallId: string;
  readonly orderId: string;
  /** Units that are missing still; 0: it is settled. */
  readonly missing: number;
}

/**
 * Promises what is on the shelf now to the line that waits for it; with the last missing unit the shortfall is settled.
 *
 * @throws DomainError `not_found`, `invalid_order_state` when it is settled or the line is of nothing that we know, and
 * `out_of_stock` when nothing is there.
 */
export async function allocateShortfall(ctx: Ctx, { shortfallId }: { shortfallId: string }): Promise<SettledShortfall> {
  const settled = await transact(ctx.db, async (tx) => {
    const { order, line } = await lockShortfall(tx, ctx, shortfallId);
    if (line.variantId === null)
      throw new DomainError("invalid_order_state", { shortfallId }, { message: "Say first what this line is." });
    const { taken, missing } = await promiseMissing(tx, ctx, { order, line });
    const { variantId, sku, title } = line;
    if (taken === 0)
      throw new DomainError("out_of_stock", {
        lines: [{ variantId, sku, title, requested: line.missingQuantity, available: 0 }],
      });
    await recordAudit(tx, ctx, {
      action: "shortfall.allocated",
      subjectType: "order",
      subjectId: order.id,
      data: { sku, quantity: taken, missing },
    });
    return { shortfallId, orderId: order.id, missing };
  });
  ctx.wakeRelay();
  return settled;
}
