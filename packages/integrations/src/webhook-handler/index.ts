export {
  createWebhookHandler,
  type WebhookEvent,
  type WebhookEventHandler,
  type WebhookHandlerOptions,
} from "./create-webhook-handler.ts";
export { takeWebhooks, type KnownSource } from "./known-sources.ts";
