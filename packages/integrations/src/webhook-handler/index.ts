export { createWebhookHandler, type VerifiedMessage, type WebhookHandlerOptions } from "./create-webhook-handler.ts";
export { erpWebhooks, githubWebhooks, shopifyWebhooks } from "./known-sources.ts";
