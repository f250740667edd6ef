/** A variant as a channel sells it. Amounts are decimal strings in the product's currency. */
export interface ChannelVariant {
  /** The channel's name for it. */
  readonly externalId: string;
  /** What its stock is kept under, and written back to. */
  readonly inventoryItemId: string;
  /** Null when the seller gave it none. */
  readonly sku: string | null;
  readonly price: string;
  /** What it cost before, when that is shown. */
  readonly compareAtPrice: string | null;
  /** `{ Colour: "Pine" }`; empty when the product has no options. */
  readonly options: Readonly<Record<string, string>>;
  /** For sale there now; below zero when more was sold than there was. Null when the channel does not say. */
  readonly available: number | null;
  /** False: the channel keeps no count of it, and sells it whatever `available` says. */
  readonly tracked: boolean;
  readonly weightGrams: number | null;
}

export interface ChannelPicture {
  readonly externalId: string;
  readonly url: string;
  readonly alt: string;
  readonly width: number | null;
  readonly height: number | null;
}

/** A product as a channel tells of it now: all of it, each time. */
export interface ChannelProduct {
  readonly externalId: string;
  /** A name for addresses, as the channel spells it. */
  readonly handle: string;
  readonly title: string;
  readonly descriptionHtml: string;
  readonly status: "active" | "draft" | "archived";
  /** ISO 4217 */
  readonly currency: string;
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** In their order, one at least. */
  readonly variants: readonly ChannelVariant[];
  readonly pictures: readonly ChannelPicture[];
}
