export { openMarketplaces } from "./open-marketplaces.ts";
export { openCarriers, openPayments, openWebhookSources } from "./open-vendors.ts";
