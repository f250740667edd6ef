export { openCarriers, openPayments, openShopify, openWebhookSources } from "./open-vendors.ts";
