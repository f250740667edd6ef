/**
 * What we call something that is sold at Etsy: the listing, and in it the variation with this SKU. Etsy's own ids of
 * variations change whenever the inventory is written.
 */
export function nameListing(listingId: number, sku: string | null): string {
  return sku === null ? String(listingId) : `${listingId}/${sku}`;
}

/** The reverse. Null for a name that is none. */
export function readListingName(name: string): { readonly listingId: number; readonly sku: string | null } | null {
  const match = /^(\d{1,15})(?:\/(.+))?$/s.exec(name);
  return match ? { listingId: Number(match[1]), sku: match[2] ?? null } : null;
}
