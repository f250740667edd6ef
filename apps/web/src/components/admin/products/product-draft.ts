import type { ProductDto, VariantDto } from "@cartwright/api/schemas";

/** A variant as it is being written: all text, as people type it. */
export interface VariantDraft {
  /** Tells rows apart while they are edited. */
  readonly key: string;
  /** Null for one that is not saved yet. */
  readonly id: string | null;
  readonly sku: string;
  readonly price: string;
  /** The price before, shown struck; empty for none. */
  readonly compareAt: string;
  readonly threshold: string;
  readonly options: Readonly<Record<string, string>>;
  /** Taken off sale with the next save. */
  readonly archived: boolean;
}

/** A picture in its place in the gallery. */
export interface PictureDraft {
  readonly mediaId: string;
  readonly alt: string;
  /** The variants that it shows; none: the product as a whole. */
  readonly variantIds: readonly string[];
}

/** A product as it is being written. */
export interface ProductDraft {
  readonly title: string;
  readonly slug: string;
  readonly description: string;
  readonly details: readonly { readonly label: string; readonly value: string }[];
  readonly collections: readonly string[];
  readonly media: readonly PictureDraft[];
  readonly variants: readonly VariantDraft[];
}

export function toDraft(product: ProductDto): ProductDraft {
  return {
    title: product.title,
    slug: product.slug,
    description: product.description,
    details: product.details,
    collections: product.collections.map(({ slug }) => slug),
    media: product.media.map(({ mediaId, alt }) => ({
      mediaId,
      alt,
      variantIds: product.variants.filter((variant) => variant.mediaId === mediaId).map(({ id }) => id),
    })),
    variants: product.variants.map(toVariantDraft),
  };
}

function toVariantDraft(variant: VariantDto): VariantDraft {
  return {
    key: variant.id,
    id: variant.id,
    sku: variant.sku,
    price: variant.price.amount,
    compareAt: variant.compareAt?.amount ?? "",
    threshold: variant.lowStockThreshold === undefined ? "" : String(variant.lowStockThreshold),
    options: variant.options,
    archived: false,
  };
}

/** What the API is told: only what differs from `product`, so that two people can write different parts. */
export function toChanges(draft: ProductDraft, { product, currency }: { product: ProductDto; currency: string }) {
  const before = toDraft(product);
  const differs = (name: keyof ProductDraft) => JSON.stringify(draft[name]) !== JSON.stringify(before[name]);
  const unchanged = new Map(before.variants.map((variant) => [variant.key, JSON.stringify(variant)]));
  const kept = draft.variants.filter(({ archived }) => !archived);
  const variants = kept.filter((variant) => unchanged.get(variant.key) !== JSON.stringify(variant));
  const options = withNewValues(product.options, kept);
  const archived = draft.variants.flatMap(({ archived: gone, id }) => (gone && id !== null ? [id] : []));
  return {
    ...(differs("title") ? { title: draft.title } : {}),
    ...(differs("slug") ? { slug: draft.slug } : {}),
    ...(differs("description") ? { description: draft.description } : {}),
    ...(differs("details") ? { details: draft.details.filter(({ label }) => label.trim() !== "") } : {}),
    ...(differs("collections") ? { collections: [...draft.collections] } : {}),
    ...(differs("media") ? { media: draft.media.map((picture) => withoutArchived(picture, archived)) } : {}),
    ...(options === product.options ? {} : { options }),
    ...(variants.length === 0 ? {} : { variants: variants.map((variant) => toVariantInput(variant, currency)) }),
    ...(archived.length === 0 ? {} : { archiveVariantIds: archived }),
  };
}

/** The options with the values that variants have and the options do not yet; the same object when there are none. */
function withNewValues(options: ProductDto["options"], variants: readonly VariantDraft[]): ProductDto["options"] {
  const grown = options.map(({ name, values }) => {
    const chosen = variants.map((variant) => variant.options[name] ?? "").filter((value) => value !== "");
    return { name, values: [...new Set([...values, ...chosen])] };
  });
  return JSON.stringify(grown) === JSON.stringify(options) ? options : grown;
}

function withoutArchived({ mediaId, alt, variantIds }: PictureDraft, archived: readonly string[]) {
  return { mediaId, alt: alt.trim(), variantIds: variantIds.filter((id) => !archived.includes(id)) };
}

/** One variant as the API takes it. */
export function toVariantInput({ id, sku, price, compareAt, threshold, options }: VariantDraft, currency: string) {
  return {
    ...(id === null ? {} : { id }),
    sku: sku.trim(),
    price: { amount: toDecimal(price), currency },
    compareAt: compareAt.trim() === "" ? null : { amount: toDecimal(compareAt), currency },
    lowStockThreshold: threshold.trim() === "" ? null : Number(threshold),
    options: { ...options },
  };
}

/** A row for a variant that is not saved yet; it begins with the price of the one above. */
export function newVariant(options: Readonly<Record<string, string>>, like?: VariantDraft): VariantDraft {
  return {
    key: `new-${Object.values(options).join("/")}-${count++}`,
    id: null,
    sku: "",
    price: like?.price ?? "",
    compareAt: "",
    threshold: like?.threshold ?? "",
    options,
    archived: false,
  };
}

let count = 0;

/** Every combination of the options' values; one, of nothing, for a product without options. */
export function combinations(
  options: readonly { readonly name: string; readonly values: readonly string[] }[],
): Record<string, string>[] {
  return options.reduce<Record<string, string>[]>(
    (rows, { name, values }) => rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))),
    [{}],
  );
}

/** "Oak / Large" */
export function optionsTitle(options: Readonly<Record<string, string>>): string {
  return Object.values(options).join(" / ");
}

function toDecimal(text: string): string {
  return text.trim().replace(",", ".");
}
