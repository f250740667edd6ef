import { applyWebhook } from "@cartwright/core/webhooks/apply-webhook";

import { defineTask } from "#define-task.ts";

export const applyWebhookTask = defineTask("apply-webhook", ({ services, payload, signal }) =>
  applyWebhook(services, { inboxId: payload.inboxId, signal }),
);
