export { openCarriers, openPayments, openWebhookSources } from "./open-vendors.ts";
export { openMarketplaces } from "./open-marketplaces.ts";
