import { sweepPayments } from "@cartwright/core/payments/sweep-payments";

import { defineTask } from "#define-task.ts";

export const sweepPaymentsTask = defineTask("sweep-payments", ({ services }) => sweepPayments(services));
