import { settleRefund } from "@cartwright/core/payments/settle-refund";
import { systemContext } from "@cartwright/core/system-context";

import { defineTask } from "#define-task.ts";

export const settleRefundTask = defineTask("settle-refund", ({ services, requestId, payload }) => {
  const { organizationId, refundId } = payload;
  return settleRefund(systemContext(services, { organizationId, requestId, name: "payments" }), { refundId });
});
