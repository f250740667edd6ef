export {
  createWebhookHandler,
  type WebhookEvent,
  type WebhookEventHandler,
  type WebhookHandlerOptions,
} from "./create-webhook-handler.ts";
export { erpWebhooks, githubWebhooks, shopifyWebhooks } from "./known-sources.ts";
