export { openCarriers, openPayments, openWebhookSources } from "./open-vendors.ts";
