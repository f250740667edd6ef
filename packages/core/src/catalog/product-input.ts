import { z } from "zod";

import { DomainError } from "#errors.ts";

const price = z
  .bigint()
  .min(0n)
  .max(10n ** 12n);

/** A variant as staff write it. Prices are in minor units of the organization's currency. */
export const variantInput = z.object({
  sku: z.string().trim().min(1).max(64),
  priceMinor: price,
  compareAtMinor: price.nullish(),
  options: z.record(z.string(), z.string()).default({}),
  weightGrams: z.int().min(0).max(1_000_000).nullish(),
  lowStockThreshold: z.int().min(0).max(100_000).nullish(),
});

/** What can be changed of a product later; without defaults, so that what is left out stays as it is. */
export const productFields = z.object({
  title: z.string().trim().min(1).max(200),
  slug: z
    .string()
    .trim()
    .max(120)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  description: z.string().max(20_000),
  details: z.array(z.tuple([z.string().max(80), z.string().max(400)])).max(40),
  status: z.enum(["draft", "active", "archived"]),
  collections: z.array(z.string()).max(50),
});

/** An option and its values, in the order in which shoppers see them. */
export const optionInput = z.object({
  name: z.string().trim().min(1).max(60),
  values: z.array(z.string().trim().min(1).max(60)).min(1).max(100),
});

/** What staff write when they make a product. */
export const productInput = productFields.partial().extend({
  title: productFields.shape.title,
  description: productFields.shape.description.default(""),
  details: productFields.shape.details.default([]),
  status: productFields.shape.status.default("draft"),
  options: z.array(optionInput).max(3).default([]),
  variants: z
    .array(variantInput.extend({ stock: z.int().min(0).max(10_000_000).default(0) }))
    .min(1)
    .max(250),
});

export type VariantInput = z.infer<typeof variantInput>;
export type ProductInput = z.input<typeof productInput>;

/**
 * What staff wrote, by `schema`.
 *
 * @throws DomainError `invalid_input` naming the fields.
 */
export function readProductInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => ({
    field: path.map(String).join("."),
    problem: message,
  }));
  throw new DomainError("invalid_input", { fields });
}

type Options = readonly { name: string; values: readonly string[] }[];

/** The variant's values in the order of the product's options, as the title that people read and the key that must be unique. */
export function variantTitle(options: Options, chosen: Readonly<Record<string, string>>): string {
  return options
    .map(({ name }) => chosen[name] ?? "")
    .filter((value) => value !== "")
    .join(" / ");
}

/** What is wrong with the variants of a product, or null: an option that is not offered, missing, or a combination twice. */
export function findVariantProblem(
  options: Options,
  variants: readonly { sku: string; options: Readonly<Record<string, string>> }[],
): string | null {
  const seen = new Set<string>();
  for (const variant of variants) {
    for (const { name, values } of options) {
      const value = variant.options[name];
      if (value === undefined) return `Variant ${variant.sku} does not say its ${name}.`;
      if (!values.includes(value))
        return `Variant ${variant.sku} has ${name} "${value}", which the product does not offer.`;
    }
    const unknown = Object.keys(variant.options).find((name) => !options.some((option) => option.name === name));
    if (unknown !== undefined) return `Variant ${variant.sku} has an option ${unknown} that the product does not have.`;
    const key = variantTitle(options, variant.options);
    if (seen.has(key)) return key === "" ? "A product without options has one variant." : `Two variants are ${key}.`;
    seen.add(key);
  }
  return null;
}

/** "Linen apron, äöü" → "linen-apron-aou" */
export function slugify(title: string): string {
  const ascii = title
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase();
  return (
    ascii
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 100) || "product"
  );
}
