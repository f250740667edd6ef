import { transact } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { findLabel } from "./find-label.ts";
import { settleLabel } from "./settle-label.ts";

/**
 * Staff looked at the carrier's own service and says that no label was made: another one can be bought. It is looked for once
 * more before; one that turns up is kept.
 *
 * @throws DomainError `invalid_order_state` unless it is unknown, `not_found`
 */
export async function releaseLabel(ctx: Ctx, wish: { orderId: string; labelId: string }): Promise<void> {
  const label = await findLabel(ctx, wish);
  if (label.state !== "unknown")
    throw new DomainError("invalid_order_state", { labelId: label.id, label: label.state });
  if (await settleLabel(ctx, label)) return;
  await transact(ctx.db, async (tx) => {
    const { count } = await tx.carrierLabel.updateMany({
      where: { id: label.id, state: "unknown" },
      data: { state: "refused", problem: "Staff said that none was made.", settleAfter: null },
    });
    if (count === 0) return;
    const data = { labelId: label.id, carrier: label.carrier };
    await recordAudit(tx, ctx, { action: "label.released", subjectType: "order", subjectId: wish.orderId, data });
  });
}
