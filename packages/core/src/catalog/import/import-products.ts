import type { Ctx } from "#context.ts";

import { openImages } from "./open-images.ts";
import type { ProductDraft, RowError } from "./product-draft.ts";
import { readProducts } from "./read-products.ts";
import { saveBatch } from "./save-batch.ts";

export interface ImportInput {
  /** Path of a CSV file in Shopify's or Vendure's columns. */
  readonly file: string;
  /** A folder or tar with the pictures that the file names. */
  readonly images?: string | undefined;
  /** Says what would change and writes nothing. */
  readonly dryRun?: boolean | undefined;
  readonly onError?: (error: RowError) => void;
  readonly onChange?: (change: ProductChange) => void;
}

export interface ProductChange {
  readonly slug: string;
  readonly action: "created" | "updated" | "unchanged";
  /** What differs, in words: `price of SKU-1: 10.00 → 12.00`. */
  readonly changes: readonly string[];
}

export interface ImportReport {
  readonly products: number;
  readonly variants: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly errors: number;
  /** Pictures that the file names and that did not come with it. */
  readonly missingImages: number;
}

const batchSize = 50;

/**
 * Brings a product file into the catalogue. Products are known by their slug, variants by their SKU: what is there is
 * changed where it differs, so a second run changes nothing. Stock is taken over for new variants only, since what is on
 * the shelf of others has been sold from meanwhile. Bad rows are reported and the good ones kept.
 *
 * @throws DomainError `invalid_input` when the columns are of neither layout.
 */
export async function importProducts(ctx: Ctx, input: ImportInput): Promise<ImportReport> {
  const { currency } = await ctx.db.prisma.organization.findUniqueOrThrow({
    where: { id: ctx.organizationId },
    select: { currency: true },
  });
  const images = await openImages(input.images);
  const report = { products: 0, variants: 0, created: 0, updated: 0, unchanged: 0, errors: 0, missingImages: 0 };
  const fail = (error: RowError) => {
    report.errors += 1;
    input.onError?.(error);
  };
  const save = async (drafts: readonly ProductDraft[]) => {
    const saved = await saveBatch(ctx, { drafts, images, currency, dryRun: input.dryRun === true, fail });
    report.missingImages += saved.missingImages;
    for (const change of saved.changes) {
      report[change.action] += 1;
      input.onChange?.(change);
    }
  };
  try {
    let batch: ProductDraft[] = [];
    for await (const draft of readProducts(input.file, { currency, fail })) {
      report.products += 1;
      report.variants += draft.variants.length;
      batch.push(draft);
      if (batch.length < batchSize) continue;
      await save(batch);
      batch = [];
    }
    if (batch.length > 0) await save(batch);
  } finally {
    await images.close();
  }
  return report;
}
