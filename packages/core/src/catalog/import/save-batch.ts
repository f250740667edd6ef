import { transact } from "@cartwright/db";

import type { Ctx } from "#context.ts";

import { slugify } from "../product-input.ts";
import { compareProduct, loadPresent, type Present } from "./compare-product.ts";
import { findCollections } from "./find-collections.ts";
import type { ProductChange } from "./import-products.ts";
import { loadPictures, type Pictures } from "./load-pictures.ts";
import type { ImageSource } from "./open-images.ts";
import type { ProductDraft, RowError } from "./product-draft.ts";
import { writeDraft } from "./write-draft.ts";

export interface Batch {
  readonly drafts: readonly ProductDraft[];
  readonly images: ImageSource;
  readonly currency: string;
  readonly dryRun: boolean;
  readonly fail: (error: RowError) => void;
}

/** One product of a batch with what the database has of it and what comes with it. */
export interface Comparison {
  readonly draft: ProductDraft;
  readonly present: Present | undefined;
  readonly pictures: Pictures;
  readonly changes: readonly string[];
}

/** Compares a batch with what is there, in a constant number of statements, and writes what differs in one transaction. */
export async function saveBatch(ctx: Ctx, batch: Batch): Promise<{ changes: ProductChange[]; missingImages: number }> {
  const drafts = mergeRepeated(batch);
  const { bySlug, skuOwners } = await loadPresent(ctx, drafts);
  const comparisons: Comparison[] = [];
  let missingImages = 0;
  for (const whole of drafts) {
    const present = bySlug.get(whole.slug);
    const draft = dropTakenSkus(whole, { owners: skuOwners, productId: present?.id, fail: batch.fail });
    if (!draft) continue;
    const pictures = await loadPictures(draft, batch.images, batch.fail);
    missingImages += pictures.missing;
    comparisons.push({
      draft,
      present,
      pictures,
      changes: compareProduct({ draft, present, pictures, currency: batch.currency }),
    });
  }
  const different = comparisons.filter(({ present, changes }) => !present || changes.length > 0);
  if (!batch.dryRun && different.length > 0) await write(ctx, batch, different);
  return { changes: comparisons.map(toChange), missingImages };
}

function toChange({ draft, present, changes }: Comparison): ProductChange {
  if (!present) return { slug: draft.slug, action: "created", changes: [`${draft.variants.length} variants`] };
  return { slug: draft.slug, action: changes.length > 0 ? "updated" : "unchanged", changes };
}

async function write(ctx: Ctx, batch: Batch, comparisons: readonly Comparison[]): Promise<void> {
  await transact(
    ctx.db,
    async (tx) => {
      const collections = await findCollections(
        tx,
        ctx,
        comparisons.flatMap(({ draft }) => draft.collections),
      );
      for (const comparison of comparisons) {
        await writeDraft(tx, ctx, { ...comparison, currency: batch.currency, collections });
      }
    },
    { timeoutMs: 60_000 },
  );
  ctx.wakeRelay();
}

// A file may come back to a product further down: later rows would be written over the first ones.
function mergeRepeated({ drafts, fail }: Batch): ProductDraft[] {
  const bySlug = new Map<string, ProductDraft>();
  for (const draft of drafts.map(tellSkusApart)) {
    if (!bySlug.has(draft.slug)) bySlug.set(draft.slug, draft);
    else
      fail({
        row: draft.row,
        column: "slug",
        reason: `the product "${draft.slug}" is in the file twice; the first one is kept`,
      });
  }
  return [...bySlug.values()];
}

function dropTakenSkus(
  draft: ProductDraft,
  { owners, productId, fail }: { owners: Map<string, string>; productId: string | undefined; fail: Batch["fail"] },
): ProductDraft | null {
  const variants = draft.variants.filter(({ sku, row }) => {
    const owner = owners.get(sku);
    if (owner === undefined || owner === productId || owner === draft.slug) {
      owners.set(sku, productId ?? draft.slug);
      return true;
    }
    fail({ row, column: "sku", reason: `another product has the SKU ${sku}` });
    return false;
  });
  return variants.length === 0 ? null : { ...draft, variants };
}

// Other shops let variants of one product share a SKU. Here it names one variant, so further ones get their options behind it.
function tellSkusApart(draft: ProductDraft): ProductDraft {
  const seen = new Set<string>();
  const variants = draft.variants.map((variant) => {
    const shared = seen.has(variant.sku);
    const sku = shared ? `${variant.sku}-${slugify(Object.values(variant.options).join(" "))}` : variant.sku;
    seen.add(sku);
    return { ...variant, sku };
  });
  return { ...draft, variants };
}
