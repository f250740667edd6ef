import type { ColourName, GroundName, IllustrationKind } from "../../illustrations/index.ts";

/** A collection of the demo shop. Its slug also names the tint its goods are drawn on. */
export interface CatalogueCollection {
  readonly slug: GroundName;
  readonly title: string;
  readonly description: string;
  /** `#RRGGBB`, the ground of the collection's pictures. */
  readonly tint: string;
}

/** A product of the demo shop, as the seed writes it. */
export interface CatalogueProduct {
  readonly title: string;
  readonly slug: string;
  readonly description: string;
  /** What it is made of, how large it is, how to care for it: label and value, in display order. */
  readonly details: readonly (readonly [label: string, value: string])[];
  /** Slugs, the home collection first. */
  readonly collections: readonly GroundName[];
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly variants: readonly CatalogueVariant[];
  readonly illustration: {
    readonly kind: IllustrationKind;
    readonly ground: GroundName;
    /** The colours to draw it in, the default first. */
    readonly palette: readonly ColourName[];
    /** The option whose values are the palette's names; absent when there is one picture for all variants. */
    readonly paletteOption?: string;
  };
  readonly publishedDaysAgo: number;
}

/** One thing to buy. Prices are EUR cents including VAT. */
export interface CatalogueVariant {
  readonly sku: string;
  /** Option name to value; every option of the product has one. */
  readonly options: Readonly<Record<string, string>>;
  readonly priceMinor: number;
  /** The price before, struck through in the shop. */
  readonly compareAtMinor?: number;
  readonly weightGrams: number;
  readonly stock: number;
}
