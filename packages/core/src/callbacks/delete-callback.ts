import { transact } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";

import { updateEndpoint } from "./update-endpoint.ts";

const slice = 5_000;

/**
 * Stops calling an endpoint and forgets its deliveries. Events go on being relayed while a long log is removed.
 *
 * @throws DomainError `not_found`
 */
export async function deleteCallback(ctx: Ctx, { endpointId }: { endpointId: string }): Promise<void> {
  // From here on nothing is added or sent, so the slices come to an end.
  await updateEndpoint(ctx, {
    endpointId,
    from: ["enabled", "paused", "disabled"],
    data: { status: "disabled", disabledReason: "being deleted", disabledAt: ctx.now() },
    action: "callback.stopped",
  });
  await forgetDeliveries(ctx, endpointId);
  await transact(ctx.db, async (tx) => {
    const own = { id: endpointId, organizationId: ctx.organizationId };
    const { count } = await tx.callbackEndpoint.deleteMany({ where: own });
    if (count === 0) return;
    await tx.deadLetter.updateMany({
      where: { organizationId: ctx.organizationId, kind: "callback", name: endpointId, resolvedAt: null },
      data: { resolvedAt: ctx.now(), resolution: "discarded" },
    });
    await recordAudit(tx, ctx, {
      action: "callback.deleted",
      subjectType: "callback_endpoint",
      subjectId: endpointId,
    });
  });
}

async function forgetDeliveries({ db }: Pick<Ctx, "db">, endpointId: string): Promise<void> {
  let last = slice;
  while (last === slice) {
    const { rowCount } = await db.pool.query(
      `delete from callback_deliveries where id in (
         select id from callback_deliveries where endpoint_id = $1 and state <> 'sending' limit $2)`,
      [endpointId, slice],
    );
    last = rowCount ?? 0;
  }
}
