import type { Money } from "#pricing/money.ts";

/** A picture as pages ask for it: `/media/{mediaId}/{width}.{avif|webp}`. */
export interface MediaView {
  readonly mediaId: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  readonly variantId: string | null;
}

export interface ProductCard {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly status: "draft" | "active" | "archived";
  readonly minPrice: Money;
  readonly maxPrice: Money;
  /** The highest "before" price of a variant on sale; null when nothing is reduced. */
  readonly compareAt: Money | null;
  /** Sum of what can be bought now over all variants. */
  readonly available: number;
  readonly variantCount: number;
  readonly media: MediaView | null;
  /** The second picture, shown on hover. */
  readonly hoverMedia: MediaView | null;
}

export interface VariantView {
  readonly id: string;
  readonly sku: string;
  readonly title: string;
  readonly options: Readonly<Record<string, string>>;
  readonly price: Money;
  readonly compareAt: Money | null;
  readonly available: number;
  readonly onHand: number;
  readonly reserved: number;
  readonly weightGrams: number | null;
  readonly lowStockThreshold: number;
  readonly mediaId: string | null;
}

export interface ProductView {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly details: readonly (readonly [label: string, value: string])[];
  readonly status: "draft" | "active" | "archived";
  readonly publishedAt: Date | null;
  readonly version: number;
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly variants: readonly VariantView[];
  readonly media: readonly MediaView[];
  readonly collections: readonly { readonly slug: string; readonly title: string }[];
  readonly updatedAt: Date;
}

export interface CollectionView {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly tint: string;
  readonly productCount: number;
}

export interface ProductPage {
  readonly items: readonly ProductCard[];
  readonly nextCursor: string | null;
  readonly totalCount: number;
  readonly facets: {
    readonly collections: readonly {
      readonly slug: string;
      readonly title: string;
      readonly count: number;
    }[];
    readonly inStock: number;
    readonly minPrice: Money | null;
    readonly maxPrice: Money | null;
  };
}
