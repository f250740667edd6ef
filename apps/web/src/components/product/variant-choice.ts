import type { ProductDto, VariantDto } from "@cartwright/api/schemas";

type Choosable = Pick<ProductDto, "options" | "variants">;

/** One value of an option, seen from the variant that is chosen now. */
export interface Choice {
  readonly value: string;
  readonly chosen: boolean;
  /** The variant that choosing it leads to; null when no variant has it together with the other choices. */
  readonly variant: VariantDto | null;
  readonly soldOut: boolean;
}

/** The variant that a page shows: the one its address names, else the first that can be bought, else the first. */
export function startVariant(variants: readonly VariantDto[], sku: string | null): VariantDto | undefined {
  return (
    variants.find((variant) => variant.sku === sku) ?? variants.find(({ available }) => available > 0) ?? variants[0]
  );
}

/** The values of the option `name`. Combinations that do not exist are told from those that are sold out. */
export function choicesOf({ options, variants }: Choosable, name: string, current: VariantDto): Choice[] {
  const values = options.find((option) => option.name === name)?.values ?? [];
  return values.map((value) => {
    const wanted = { ...current.options, [name]: value };
    const variant = variants.find((candidate) => hasOptions(candidate, wanted)) ?? null;
    return {
      value,
      chosen: current.options[name] === value,
      variant,
      soldOut: variant !== null && variant.available <= 0,
    };
  });
}

/** "3 left" when it is worth saying; what else there is to say about stock. */
export function stockMessage(available: number): {
  readonly text: string;
  readonly tone: "good" | "warning" | "danger";
} {
  if (available <= 0) return { text: "Sold out", tone: "danger" };
  if (available <= 5) return { text: `${available} left`, tone: "warning" };
  return { text: "In stock", tone: "good" };
}

function hasOptions(variant: VariantDto, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([name, value]) => variant.options[name] === value);
}
