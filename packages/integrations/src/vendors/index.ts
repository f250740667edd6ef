export { openMailer } from "./open-mailer.ts";
export { openMarketplaces } from "./open-marketplaces.ts";
export { openCarriers, openPayments, openShopify, openWebhookSources } from "./open-vendors.ts";
