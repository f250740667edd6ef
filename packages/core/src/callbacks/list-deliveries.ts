import { z } from "zod";

import type { CallbackDelivery } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import type { DeliveryState, DeliveryView } from "./views.ts";

export interface ListDeliveries {
  readonly endpointId: string;
  readonly state?: DeliveryState | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/**
 * What was sent to an endpoint, newest first.
 *
 * @throws DomainError `not_found` for an endpoint of somebody else, `invalid_input` for a cursor that is not ours
 */
export async function listDeliveries(
  ctx: Ctx,
  { endpointId, state, cursor, limit = 25 }: ListDeliveries,
): Promise<{ items: DeliveryView[]; nextCursor: string | null }> {
  const { organizationId } = ctx;
  if (cursor !== undefined && !z.uuid().safeParse(cursor).success)
    throw new DomainError("invalid_input", { field: "cursor" });
  const known = await ctx.db.prisma.callbackEndpoint.count({ where: { id: endpointId, organizationId } });
  if (known === 0) throw new DomainError("not_found");
  const rows = await ctx.db.prisma.callbackDelivery.findMany({
    where: { organizationId, endpointId, ...(state !== undefined && { state }) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    ...(cursor !== undefined && { cursor: { id: cursor }, skip: 1 }),
  });
  const items = rows.slice(0, limit);
  return { items: items.map(toDeliveryView), nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** A delivery as it is shown in lists. */
export function toDeliveryView(row: CallbackDelivery): DeliveryView {
  const waits = row.state === "pending" || row.state === "retrying" || row.state === "sending";
  return {
    id: row.id,
    endpointId: row.endpointId,
    eventId: row.eventId,
    event: row.eventType,
    replayNo: row.replayNo,
    state: row.state,
    attempt: row.attempt,
    nextAttemptAt: waits ? row.nextAttemptAt : null,
    lastStatus: row.lastStatus,
    lastError: row.lastError,
    createdAt: row.createdAt,
    deliveredAt: row.deliveredAt,
  };
}
