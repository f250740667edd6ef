import { ProviderRefusedError } from "#contracts/errors.ts";

import { etsyAddresses } from "./etsy-options.ts";

/**
 * Which receipt a webhook's `resource_url` means. The address itself is never called: it has to be at Etsy's API and to name a
 * receipt, and the ids in it are then asked for through our own client.
 */
export function readResourceUrl(
  resourceUrl: string,
  apiBase: string | undefined,
): { readonly shopId: string; readonly receiptId: string } {
  const url = URL.parse(resourceUrl);
  const { hosts } = etsyAddresses(apiBase);
  if (url === null || !hosts.includes(url.origin) || url.username !== "" || url.password !== "")
    throw new ProviderRefusedError("the message points at something that is not Etsy's API", { code: "foreign_url" });
  const match = /\/v3\/application\/shops\/(\d{1,15})\/receipts\/(\d{1,15})\/?$/.exec(url.pathname);
  const [, shopId, receiptId] = match ?? [];
  if (shopId === undefined || receiptId === undefined)
    throw new ProviderRefusedError("the message points at no receipt", { code: "foreign_url" });
  return { shopId, receiptId };
}
