export {
  createWebhookHandler,
  type WebhookEvent,
  type WebhookEventHandler,
  type WebhookHandlerOptions,
} from "./create-webhook-handler.ts";
export { readPayload } from "./read-payload.ts";
export { takeWebhooks, type KnownSource } from "./known-sources.ts";
