import type { ChannelAddress } from "#contracts/channel.ts";

import type { AmazonAddress } from "./amazon-order.ts";

/** Null when Amazon holds back where it goes to: the first line and the country are what a parcel cannot do without. */
export function mapAddress(address: AmazonAddress): ChannelAddress | null {
  const lines = [address.companyName, address.addressLine1, address.addressLine2, address.addressLine3].filter(isText);
  const [line1, ...rest] = lines;
  if (line1 === undefined || !isText(address.countryCode)) return null;
  return {
    name: address.name ?? "",
    line1,
    line2: rest.length > 0 ? rest.join(", ") : undefined,
    postalCode: address.postalCode ?? "",
    city: address.city ?? "",
    region: address.stateOrRegion || undefined,
    country: address.countryCode.toUpperCase(),
    phone: address.phone || undefined,
  };
}

function isText(value: string | null | undefined): value is string {
  return value !== null && value !== undefined && value.trim() !== "";
}
