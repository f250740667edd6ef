import { z } from "zod";

import type { Tx } from "@cartwright/db";

import type { Scope } from "#context.ts";
import { DomainError } from "#errors.ts";

interface OptionValues {
  readonly name: string;
  readonly values: readonly string[];
}

/**
 * Gives the options of a product these values. Which options there are stays: every variant is a choice in each of them.
 *
 * @throws DomainError `invalid_input` when the options are not the product's own in their order, a value stands there twice, or
 * one is missing that a variant on sale has
 */
export async function setOptionValues(
  tx: Tx,
  { organizationId }: Scope,
  { productId, options }: { productId: string; options: readonly OptionValues[] },
): Promise<void> {
  const ours = { organizationId, productId };
  const present = await tx.productOption.findMany({ where: ours, orderBy: { position: "asc" } });
  const names = present.map(({ name }) => name);
  if (names.join("\n") !== options.map(({ name }) => name).join("\n"))
    throw refuse(names.length === 0 ? "The product has no options." : `The product's options are ${names.join(", ")}.`);
  const variants = await tx.variant.findMany({ where: { ...ours, archivedAt: null }, select: { options: true } });
  const chosen = variants.map((variant) => choices.parse(variant.options));
  for (const { name, values } of options) {
    if (new Set(values).size < values.length) throw refuse(`${name} has a value twice.`);
    const lost = chosen.map((choice) => choice[name]).find((value) => value !== undefined && !values.includes(value));
    if (lost !== undefined) throw refuse(`A variant on sale has ${name} "${lost}".`);
    await tx.productOption.update({
      where: { organizationId_productId_name: { ...ours, name } },
      data: { values: [...values] },
    });
  }
}

const choices = z.record(z.string(), z.string());

function refuse(message: string): DomainError {
  return new DomainError("invalid_input", { field: "options" }, { message });
}
