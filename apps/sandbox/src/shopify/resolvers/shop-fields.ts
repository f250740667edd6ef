import { gidOf } from "../fixtures/ids.ts";
import type { GraphqlContext } from "../graphql-context.ts";
import { isoTime } from "../iso-time.ts";
import type { Shop } from "../shop.ts";

/** The shop's own facts. */
export function makeShop({ settings, orders }: Shop) {
  const { domain, name, currency } = settings;
  const { createdAtMs } = orders.dates(0);
  return {
    __typename: "Shop",
    id: gidOf("Shop", 0),
    name,
    myshopifyDomain: domain,
    currencyCode: currency,
    email: `owner@${domain}`,
    contactEmail: `hello@${domain}`,
    ianaTimezone: "Europe/Helsinki",
    timezoneAbbreviation: "EET",
    timezoneOffset: "+0200",
    timezoneOffsetMinutes: 120,
    taxesIncluded: true,
    url: `https://${domain}`,
    primaryDomain: { id: `gid://shopify/Domain/1`, host: domain, url: `https://${domain}`, sslEnabled: true },
    plan: { publicDisplayName: "Basic", shopifyPlus: false, partnerDevelopment: true },
    createdAt: isoTime(createdAtMs),
    updatedAt: isoTime(createdAtMs),
  };
}

/** Our app, as it is installed in the shop. */
export function makeInstallation({ settings }: Shop) {
  return {
    __typename: "AppInstallation",
    id: gidOf("AppInstallation", 0),
    launchUrl: `https://${settings.domain}/admin/apps/cartwright`,
    uninstallUrl: null,
    accessScopes: (_: object, { scopes }: GraphqlContext) =>
      [...scopes].map((handle) => ({ handle, description: handle.replaceAll("_", " ") })),
  };
}
