/** Where a parcel goes, as frozen on an order. `country` is ISO 3166-1 alpha-2, `phone` E.164. */
export interface Address {
  readonly name: string;
  readonly line1: string;
  readonly line2?: string | undefined;
  readonly postalCode: string;
  readonly city: string;
  readonly region?: string | undefined;
  readonly country: string;
  readonly phone?: string | undefined;
}
