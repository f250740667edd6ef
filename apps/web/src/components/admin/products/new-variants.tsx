"use client";

import type { VariantDraft } from "./product-draft.ts";
import { optionsTitle } from "./product-draft.ts";
import { VariantCells, VariantHeads, VariantInput } from "./variant-cells.tsx";

/** A variant that will be made with the product, and what lies on the shelf of it. */
export interface NewVariantDraft extends VariantDraft {
  readonly stock: string;
}

interface NewVariantsProps {
  readonly variants: readonly NewVariantDraft[];
  readonly currency: string;
  /** How many the options would make, when that is more than a product may have. */
  readonly tooMany: number | null;
  readonly onChange: (variant: NewVariantDraft) => void;
}

/** One row for every combination of the options. */
export function NewVariants({ variants, currency, tooMany, onChange }: NewVariantsProps) {
  return (
    // A region that scrolls must be reachable by keyboard.
    <section aria-label="Variants, scrolls sideways" tabIndex={0} className="relative overflow-x-auto p-2.5">
      {tooMany !== null && (
        <p className="px-1.5 pb-2 text-danger">
          These options make {tooMany} variants; a product has at most {variants.length}. Use fewer values.
        </p>
      )}
      <table aria-label="Variants" className="w-full min-w-[40rem] table-fixed">
        <thead>
          <tr>
            <th scope="col" className="w-32 px-1.5 py-2 text-left text-12 font-medium text-muted">
              Variant
            </th>
            <VariantHeads currency={currency} />
            <th scope="col" className="w-24 px-1.5 py-2 text-right text-12 font-medium text-muted">
              On hand
            </th>
          </tr>
        </thead>
        <tbody>
          {variants.map((variant) => {
            const title = optionsTitle(variant.options);
            const name = title === "" ? "the variant" : title;
            return (
              <tr key={variant.key}>
                <th scope="row" className="truncate px-1.5 text-left font-medium">
                  {title === "" ? <span className="text-muted">Single</span> : title}
                </th>
                <VariantCells
                  variant={variant}
                  name={name}
                  onChange={(change) => onChange({ ...variant, ...change })}
                />
                <td className="p-1.5">
                  <VariantInput
                    aria-label={`On hand of ${name}`}
                    inputMode="numeric"
                    pattern="\d{0,8}"
                    title="A whole number"
                    className="text-right"
                    value={variant.stock}
                    onText={(stock) => onChange({ ...variant, stock })}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
