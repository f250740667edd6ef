import { z } from "zod";

import { newId, transact, type Tx } from "@cartwright/db";

import { changeOf } from "#audit/change-of.ts";
import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx, Scope } from "#context.ts";
import { DomainError } from "#errors.ts";
import { emit } from "#outbox/emit.ts";

import {
  findVariantProblem,
  optionInput,
  productFields,
  readProductInput,
  variantInput,
  variantTitle,
} from "./product-input.ts";
import { readProduct } from "./read-product.ts";
import { refuseTakenNames } from "./refuse-taken-names.ts";
import { setCollections } from "./set-collections.ts";
import { setOptionValues } from "./set-option-values.ts";
import { setPictures } from "./set-pictures.ts";
import type { ProductView } from "./views.ts";

const pictureInput = z.object({
  mediaId: z.uuid(),
  alt: z.string().trim().max(300),
  variantIds: z.array(z.uuid()).max(250).default([]),
});

const changes = productFields.partial().extend({
  id: z.uuid(),
  /** The version that the editor was opened with: another in the database means that somebody else saved meanwhile. */
  expectedVersion: z.int().optional(),
  /** The product's options with all values that they now have. */
  options: z.array(optionInput).max(3).optional(),
  /** The product's pictures in their order; those left out are taken from it. */
  media: z.array(pictureInput).max(50).optional(),
  /** Variants to change (with `id`) or add (without); ones left out stay as they are. */
  variants: z
    .array(variantInput.extend({ id: z.uuid().optional() }))
    .max(250)
    .optional(),
  /** Variants to take off sale; their orders and ledger stay. */
  archiveVariantIds: z.array(z.uuid()).max(250).optional(),
});

export type UpdateProductInput = z.input<typeof changes>;
type Changes = z.output<typeof changes>;

/**
 * Changes a product and its variants, all or nothing. Archiving tells the world `product.deleted`, all else `product.updated`.
 *
 * @throws DomainError `not_found`, `version_conflict`, `sku_taken`, `slug_taken`, `invalid_input`
 */
export async function updateProduct(ctx: Ctx, input: UpdateProductInput): Promise<ProductView> {
  const wanted = readProductInput(changes, input);
  await refuseTakenNames(() =>
    transact(ctx.db, async (tx) => {
      const before = await lockProduct(tx, ctx, wanted);
      if (wanted.options) await setOptionValues(tx, ctx, { productId: wanted.id, options: wanted.options });
      await writeVariants(tx, ctx, wanted);
      if (wanted.media) await setPictures(tx, ctx, { productId: wanted.id, pictures: wanted.media });
      await writeProduct(tx, ctx, wanted, before);
      if (wanted.collections) await setCollections(tx, ctx, { productId: wanted.id, slugs: wanted.collections });
      await tell(tx, ctx, wanted, before);
    }),
  );
  ctx.wakeRelay();
  return readProduct(ctx, { id: wanted.id, audience: "staff" });
}

interface LockedProduct {
  id: string;
  status: string;
  slug: string;
  title: string;
  version: number;
  published_at: Date | null;
}

/** The product as it was, locked. */
interface Before extends LockedProduct {
  readonly prices: Readonly<Record<string, string>>;
}

async function lockProduct(tx: Tx, scope: Scope, { id, expectedVersion, variants }: Changes): Promise<Before> {
  const rows = await tx.$queryRaw<LockedProduct[]>`
    SELECT id::text, status::text AS status, slug, title, version, published_at FROM products
    WHERE organization_id = ${scope.organizationId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  const before = rows[0];
  if (!before) throw new DomainError("not_found", { product: id });
  if (expectedVersion !== undefined && before.version !== expectedVersion) {
    throw new DomainError(
      "version_conflict",
      { expected: expectedVersion, current: before.version },
      { message: "Somebody else saved this product meanwhile." },
    );
  }
  return { ...before, prices: variants ? await readPrices(tx, id) : {} };
}

async function writeProduct(tx: Tx, scope: Scope, wanted: Changes, before: Before): Promise<void> {
  const { title, slug, description, details, status } = wanted;
  const prices = await tx.variant.aggregate({
    where: { organizationId: scope.organizationId, productId: wanted.id, archivedAt: null },
    _min: { priceMinor: true },
    _max: { priceMinor: true },
  });
  await tx.product.update({
    where: { organizationId_id: { organizationId: scope.organizationId, id: wanted.id } },
    data: {
      title,
      slug,
      description,
      details,
      status,
      publishedAt: status === "active" && before.published_at === null ? scope.now() : undefined,
      minPriceMinor: prices._min.priceMinor ?? 0n,
      maxPriceMinor: prices._max.priceMinor ?? 0n,
      version: { increment: 1 },
      updatedAt: scope.now(),
    },
  });
}

async function writeVariants(tx: Tx, scope: Scope, wanted: Changes): Promise<void> {
  const owned = { organizationId: scope.organizationId, productId: wanted.id };
  const archived = wanted.archiveVariantIds ?? [];
  // An archived variant gives its options free for a new one.
  for (const id of archived) {
    await tx.variant.updateMany({
      where: { ...owned, id },
      data: { archivedAt: scope.now(), optionKey: `archived:${id}` },
    });
  }
  if (!wanted.variants || wanted.variants.length === 0) return;
  const options = await tx.productOption.findMany({
    where: owned,
    orderBy: { position: "asc" },
    select: { name: true, values: true },
  });
  const present = await tx.variant.findMany({
    where: { ...owned, archivedAt: null },
    select: { id: true, sku: true, options: true },
  });
  const unknown = wanted.variants.find(({ id }) => id !== undefined && !present.some((variant) => variant.id === id));
  if (unknown) throw new DomainError("not_found", { variant: unknown.id ?? "" });
  const untouched = present.filter(({ id }) => !wanted.variants?.some((variant) => variant.id === id));
  const after = [
    ...untouched.map((variant) => ({ sku: variant.sku, options: chosen.parse(variant.options) })),
    ...wanted.variants,
  ];
  const problem = findVariantProblem(options, after);
  if (problem !== null) throw new DomainError("invalid_input", { field: "variants" }, { message: problem });
  await upsertVariants(tx, scope, {
    owned,
    options,
    variants: wanted.variants,
    firstPosition: present.length,
  });
}

const chosen = z.record(z.string(), z.string());

async function upsertVariants(
  tx: Tx,
  scope: Scope,
  input: {
    owned: { organizationId: string; productId: string };
    options: { name: string; values: string[] }[];
    variants: NonNullable<Changes["variants"]>;
    firstPosition: number;
  },
): Promise<void> {
  const { owned, options, firstPosition } = input;
  const { currency } = await tx.organization.findUniqueOrThrow({
    where: { id: owned.organizationId },
    select: { currency: true },
  });
  const location = await tx.location.findFirst({
    where: { organizationId: owned.organizationId, isDefault: true },
  });
  if (!location) throw new DomainError("conflict", {}, { message: "The organization has no default stock location." });
  for (const [index, { id, ...variant }] of input.variants.entries()) {
    const title = variantTitle(options, variant.options);
    const data = { ...variant, title, optionKey: title, updatedAt: scope.now() };
    if (id !== undefined) {
      await tx.variant.update({
        where: { organizationId_id: { organizationId: owned.organizationId, id } },
        data,
      });
      continue;
    }
    const created = await tx.variant.create({
      data: { ...owned, ...data, id: newId(), currency, position: firstPosition + index },
    });
    await tx.stockBalance.create({
      data: {
        organizationId: owned.organizationId,
        variantId: created.id,
        locationId: location.id,
      },
    });
  }
}

/** Texts and pictures are told as they are now, the rest with what it was. */
async function describeChange(tx: Tx, wanted: Changes, before: Before): Promise<Record<string, object | string>> {
  const { title, slug, status, variants, description, details, options, collections, media } = wanted;
  const now = Object.entries({ title, slug, status }).filter(([, value]) => value !== undefined);
  const prices = variants ? await readPrices(tx, before.id) : before.prices;
  const rest = Object.entries({ description, details, options, collections, media }).filter(([, value]) => value);
  return {
    ...changeOf({ ...before, ...before.prices }, { ...Object.fromEntries(now), ...prices }),
    ...Object.fromEntries(rest),
  };
}

/** What each variant costs, in minor units, by its SKU. */
async function readPrices(tx: Tx, productId: string): Promise<Record<string, string>> {
  const where = { productId, archivedAt: null };
  const variants = await tx.variant.findMany({ where, select: { sku: true, priceMinor: true } });
  return Object.fromEntries(variants.map(({ sku, priceMinor }) => [`price of ${sku}`, priceMinor.toString()]));
}

async function tell(tx: Tx, scope: Scope, wanted: Changes, before: Before): Promise<void> {
  const status = wanted.status ?? before.status;
  const deleted = status === "archived" && before.status !== "archived";
  await recordAudit(tx, scope, {
    action: deleted ? "product.archived" : "product.updated",
    subjectType: "product",
    subjectId: wanted.id,
    data: await describeChange(tx, wanted, before),
  });
  await emit(tx, scope, {
    type: deleted ? "product.deleted" : "product.updated",
    aggregateType: "product",
    aggregateId: wanted.id,
    data: {
      productId: wanted.id,
      slug: wanted.slug ?? before.slug,
      title: wanted.title ?? before.title,
      status,
    },
  });
}
