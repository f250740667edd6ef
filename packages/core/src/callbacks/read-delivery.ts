import { z } from "zod";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { toDeliveryView } from "./list-deliveries.ts";
import type { DeliveryDetailView } from "./views.ts";

const headers = z.record(z.string(), z.string()).catch({});

/**
 * One delivery with its body and every attempt, oldest first.
 *
 * @throws DomainError `not_found`
 */
export async function readDelivery(ctx: Ctx, { deliveryId }: { deliveryId: string }): Promise<DeliveryDetailView> {
  const row = await ctx.db.prisma.callbackDelivery.findFirst({
    where: { id: deliveryId, organizationId: ctx.organizationId },
    include: { attempts: { orderBy: { attempt: "asc" } } },
  });
  if (row === null) throw new DomainError("not_found");
  return {
    ...toDeliveryView(row),
    body: row.body,
    attempts: row.attempts.map((made) => ({
      attempt: made.attempt,
      at: made.at,
      durationMs: made.durationMs,
      status: made.status,
      errorCode: made.errorCode,
      requestHeaders: headers.parse(made.requestHeaders),
      responseHeaders: made.responseHeaders === null ? null : headers.parse(made.responseHeaders),
      responseBody: made.responseBody,
    })),
  };
}
