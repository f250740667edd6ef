export {
  createWebhookHandler,
  type WebhookEvent,
  type WebhookEventHandler,
  type WebhookHandlerOptions,
} from "./create-webhook-handler.ts";
export { readPayload } from "./read-payload.ts";
export { pickHandler } from "./pick-handler.ts";
export { takeWebhooks, type KnownSource } from "./known-sources.ts";
