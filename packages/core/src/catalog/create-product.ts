import type { z } from "zod";

import { newId, transact, type Prisma, type Tx } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx, Scope } from "#context.ts";
import { DomainError } from "#errors.ts";
import { emit } from "#outbox/emit.ts";

import {
  findVariantProblem,
  productInput,
  readProductInput,
  slugify,
  variantTitle,
  type ProductInput,
} from "./product-input.ts";
import { readProduct } from "./read-product.ts";
import { refuseTakenNames } from "./refuse-taken-names.ts";
import { setCollections } from "./set-collections.ts";
import type { ProductView } from "./views.ts";

/**
 * Makes a product with its variants and their first stock, all or nothing.
 *
 * @throws DomainError `sku_taken`, `slug_taken` (when given; a slug made from the title gets a number instead),
 * `invalid_input` when the variants do not fit the options, `not_found` for an unknown collection.
 */
export async function createProduct(ctx: Ctx, input: ProductInput): Promise<ProductView> {
  const product = readProductInput(productInput, input);
  const problem = findVariantProblem(product.options, product.variants);
  if (problem !== null) throw new DomainError("invalid_input", { field: "variants" }, { message: problem });
  const id = newId();
  await refuseTakenNames(() =>
    transact(ctx.db, async (tx) => {
      const slug = product.slug ?? (await freeSlug(tx, ctx.organizationId, slugify(product.title)));
      await writeProduct(tx, ctx, { id, slug, product });
      await setCollections(tx, ctx, { productId: id, slugs: product.collections ?? [] });
      await recordAudit(tx, ctx, {
        action: "product.created",
        subjectType: "product",
        subjectId: id,
        data: { title: product.title },
      });
      await emit(tx, ctx, {
        type: "product.created",
        aggregateType: "product",
        aggregateId: id,
        data: { productId: id, slug, title: product.title, status: product.status },
      });
    }),
  );
  ctx.wakeRelay();
  return readProduct(ctx, { id, audience: "staff" });
}

type Product = z.output<typeof productInput>;

async function writeProduct(
  tx: Tx,
  scope: Scope,
  { id, slug, product }: { id: string; slug: string; product: Product },
): Promise<void> {
  const { organizationId } = scope;
  const { currency } = await tx.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { currency: true },
  });
  const prices = product.variants.map(({ priceMinor }) => priceMinor).toSorted((a, b) => (a < b ? -1 : 1));
  await tx.product.create({
    data: {
      id,
      organizationId,
      slug,
      title: product.title,
      description: product.description,
      details: product.details,
      status: product.status,
      publishedAt: product.status === "active" ? scope.now() : null,
      minPriceMinor: prices.at(0) ?? 0n,
      maxPriceMinor: prices.at(-1) ?? 0n,
      currency,
    },
  });
  await tx.productOption.createMany({
    data: product.options.map((option, position) => ({
      id: newId(),
      organizationId,
      productId: id,
      position,
      ...option,
    })),
  });
  await writeVariants(tx, scope, { productId: id, currency, product });
}

async function writeVariants(
  tx: Tx,
  scope: Scope,
  { productId, currency, product }: { productId: string; currency: string; product: Product },
): Promise<void> {
  const { organizationId } = scope;
  const location = await tx.location.findFirst({
    where: { organizationId, isDefault: true },
    select: { id: true },
  });
  if (!location) throw new DomainError("conflict", {}, { message: "The organization has no default stock location." });
  const variants = product.variants.map(({ stock, ...variant }, position) => ({
    id: newId(),
    position,
    stock,
    ...variant,
  }));
  await tx.variant.createMany({
    data: variants.map(({ stock: _, ...variant }) => ({
      ...variant,
      organizationId,
      productId,
      currency,
      title: variantTitle(product.options, variant.options),
      optionKey: variantTitle(product.options, variant.options),
    })),
  });
  const owned = { organizationId, locationId: location.id };
  await tx.stockBalance.createMany({
    data: variants.map(({ id, stock }) => ({ ...owned, variantId: id, onHand: stock })),
  });
  const first: Prisma.StockLedgerCreateManyInput[] = variants
    .filter(({ stock }) => stock > 0)
    .map(({ id, stock }) => ({
      ...owned,
      id: newId(),
      variantId: id,
      deltaOnHand: stock,
      reason: "initial",
      at: scope.now(),
    }));
  await tx.stockLedger.createMany({ data: first });
}

async function freeSlug(tx: Tx, organizationId: string, wanted: string): Promise<string> {
  const taken = await tx.product.findMany({
    where: { organizationId, slug: { startsWith: wanted } },
    select: { slug: true },
    take: 1000,
  });
  const slugs = new Set(taken.map(({ slug }) => slug));
  if (!slugs.has(wanted)) return wanted;
  let number = 2;
  while (slugs.has(`${wanted}-${number}`)) number += 1;
  return `${wanted}-${number}`;
}
