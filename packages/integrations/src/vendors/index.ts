export { openMarketplaces } from "./open-marketplaces.ts";
export { openCarriers, openPayments, openShopify, openWebhookSources } from "./open-vendors.ts";
