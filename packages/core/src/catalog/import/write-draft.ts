import { newId, type Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Scope } from "#context.ts";
import { emit } from "#outbox/emit.ts";

import { slugify, variantTitle } from "../product-input.ts";
import type { ProductDraft } from "./product-draft.ts";
import type { Comparison } from "./save-batch.ts";
import { writePictures } from "./write-pictures.ts";

interface Target extends Comparison {
  readonly currency: string;
  readonly collections: ReadonlyMap<string, string>;
}

/** Writes what a draft changes: the product, its options, variants, first stock, collections, pictures, audit and event. */
export async function writeDraft(tx: Tx, scope: Scope, target: Target): Promise<void> {
  const { draft, present } = target;
  const id = present?.id ?? newId();
  await writeProduct(tx, scope, id, target);
  await writeOptions(tx, scope, id, target);
  const skus = await writeVariants(tx, scope, id, target);
  await tx.collectionProduct.createMany({
    data: draft.collections.flatMap((title) => {
      const collectionId = target.collections.get(slugify(title));
      return collectionId === undefined
        ? []
        : [{ organizationId: scope.organizationId, collectionId, productId: id, position: draft.row }];
    }),
    skipDuplicates: true,
  });
  if (target.pictures.files.length > 0)
    await writePictures(tx, scope, { productId: id, skus, pictures: target.pictures });
  const type = present ? "product.updated" : "product.created";
  const changes = present ? target.changes : [`${draft.variants.length} variants`];
  await recordAudit(tx, scope, {
    action: type,
    subjectType: "product",
    subjectId: id,
    data: { import: true, changes: [...changes] },
  });
  await emit(tx, scope, {
    type,
    aggregateType: "product",
    aggregateId: id,
    data: { productId: id, slug: draft.slug, title: draft.title, status: draft.status },
  });
}

async function writeProduct(tx: Tx, scope: Scope, id: string, { draft, present, currency }: Target): Promise<void> {
  const drafted = new Map(draft.variants.map(({ sku, priceMinor }) => [sku, priceMinor]));
  const kept = (present?.variants ?? []).filter(({ sku }) => !drafted.has(sku)).map(({ priceMinor }) => priceMinor);
  const prices = [...drafted.values(), ...kept].toSorted((a, b) => (a < b ? -1 : 1));
  const published = present?.publishedAt ?? (draft.status === "active" ? scope.now() : null);
  const data = {
    title: draft.title,
    description: draft.description,
    status: draft.status,
    publishedAt: published,
    minPriceMinor: prices.at(0) ?? 0n,
    maxPriceMinor: prices.at(-1) ?? 0n,
    updatedAt: scope.now(),
  };
  if (present) {
    await tx.product.update({ where: { id }, data: { ...data, version: { increment: 1 } } });
    return;
  }
  await tx.product.create({ data: { ...data, id, organizationId: scope.organizationId, slug: draft.slug, currency } });
}

async function writeOptions(tx: Tx, scope: Scope, productId: string, { draft, present }: Target): Promise<void> {
  const owned = { organizationId: scope.organizationId, productId };
  for (const [position, { name, values }] of draft.options.entries()) {
    const before = present?.options.find((option) => option.name === name);
    if (!before)
      await tx.productOption.create({ data: { ...owned, id: newId(), name, values: [...values], position } });
    else if (values.some((value) => !before.values.includes(value))) {
      await tx.productOption.update({
        where: { id: before.id },
        data: { values: [...new Set([...before.values, ...values])] },
      });
    }
  }
}

async function writeVariants(
  tx: Tx,
  scope: Scope,
  productId: string,
  target: Target,
): Promise<ReadonlyMap<string, string>> {
  const { draft, present, currency } = target;
  const skus = new Map((present?.variants ?? []).map(({ sku, id }) => [sku, id]));
  const added = draft.variants.filter(({ sku }) => !skus.has(sku));
  for (const { sku, priceMinor, compareAtMinor, weightGrams, options } of draft.variants.filter((variant) =>
    skus.has(variant.sku),
  )) {
    const title = variantTitle(draft.options, options);
    const data = { priceMinor, compareAtMinor, weightGrams, options, title, optionKey: title, updatedAt: scope.now() };
    await tx.variant.update({ where: { id: skus.get(sku) ?? "" }, data });
  }
  const rows = added.map(({ sku, priceMinor, compareAtMinor, weightGrams, options }, index) => {
    const title = variantTitle(draft.options, options);
    const position = (present?.variants.length ?? 0) + index;
    return {
      id: newId(),
      sku,
      priceMinor,
      compareAtMinor,
      weightGrams,
      options,
      title,
      optionKey: title,
      position,
      currency,
    };
  });
  await tx.variant.createMany({
    data: rows.map((row) => ({ ...row, organizationId: scope.organizationId, productId })),
  });
  for (const { sku, id } of rows) skus.set(sku, id);
  await writeFirstStock(
    tx,
    scope,
    added.map(({ sku, stock }) => ({ variantId: skus.get(sku) ?? "", stock })),
  );
  return skus;
}

async function writeFirstStock(
  tx: Tx,
  scope: Scope,
  variants: readonly { variantId: string; stock: ProductDraft["variants"][number]["stock"] }[],
): Promise<void> {
  const { organizationId } = scope;
  const location = await tx.location.findFirstOrThrow({
    where: { organizationId, isDefault: true },
    select: { id: true },
  });
  const owned = { organizationId, locationId: location.id };
  await tx.stockBalance.createMany({
    data: variants.map(({ variantId, stock }) => ({ ...owned, variantId, onHand: stock })),
  });
  await tx.stockLedger.createMany({
    data: variants
      .filter(({ stock }) => stock > 0)
      .map(({ variantId, stock }) => ({
        ...owned,
        id: newId(),
        variantId,
        deltaOnHand: stock,
        reason: "import",
        at: scope.now(),
      })),
  });
}
