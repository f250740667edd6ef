import type { Services } from "#context.ts";
import { isDomainError } from "#errors.ts";
import { systemContext } from "#system-context.ts";

import { cancelLabel } from "./cancel-label.ts";

export interface CancelledOrderJob {
  readonly organizationId: string;
  readonly orderId: string;
  readonly requestId?: string | undefined;
}

/**
 * An order was cancelled: labels of its parcels that were called off are called off too. One that a carrier has got already stays,
 * and staff see it. Safe to repeat; throws `provider_unavailable` when trying again may help.
 */
export async function cancelLabelsOfOrder(services: Services, job: CancelledOrderJob): Promise<void> {
  const { organizationId, orderId, requestId = job.orderId } = job;
  const labels = await services.db.prisma.carrierLabel.findMany({
    where: { organizationId, state: "bought", kind: "outbound", shipment: { orderId, state: "cancelled" } },
    select: { id: true },
  });
  const ctx = systemContext(services, { organizationId, name: "shipping", requestId });
  for (const { id: labelId } of labels) {
    await cancelLabel(ctx, { orderId, labelId }).catch((error: unknown) => {
      if (!isDomainError(error, "label_refused")) throw error;
      services.log.warn({ err: error, labelId }, "label_not_cancelled");
    });
  }
}
