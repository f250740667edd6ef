import { syncPayment } from "@cartwright/core/payments/sync-payment";
import { systemContext } from "@cartwright/core/system-context";

import { defineTask } from "#define-task.ts";

export const syncPaymentTask = defineTask("sync-payment", ({ services, requestId, payload }) => {
  const { organizationId, paymentId } = payload;
  return syncPayment(systemContext(services, { organizationId, requestId, name: "payments" }), { paymentId });
});
