import { expireUnpaidOrder } from "@cartwright/core/payments/expire-unpaid-order";
import { systemContext } from "@cartwright/core/system-context";

import { defineTask } from "#define-task.ts";

export const expireOrderTask = defineTask("expire-order", ({ services, requestId, payload }) => {
  const { organizationId, orderId } = payload;
  return expireUnpaidOrder(systemContext(services, { organizationId, requestId, name: "payments" }), { orderId });
});
