"use client";

import { Archive, Undo2 } from "lucide-react";
import { useState } from "react";

import type { ProductDto, VariantDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";

import { Panel } from "../parts/panel.tsx";
import { useMay } from "../shell/member.tsx";
import { AddVariant } from "./add-variant.tsx";
import { optionsTitle, type VariantDraft } from "./product-draft.ts";
import { StockDialog } from "./stock-dialog.tsx";
import { VariantCells, VariantHeads } from "./variant-cells.tsx";

interface VariantsTableProps {
  readonly product: ProductDto;
  readonly currency: string;
  readonly variants: readonly VariantDraft[];
  readonly onChange: (variants: readonly VariantDraft[]) => void;
  readonly onStock: (variantId: string, stock: { onHand: number; reserved: number; available: number }) => void;
}

/** What can be bought of the product, with prices and stock. Stock changes at once and with a reason; all else with the save. */
export function VariantsTable({ product, currency, variants, onChange, onStock }: VariantsTableProps) {
  const [adjusting, setAdjusting] = useState<VariantDto | null>(null);
  const saved = new Map(product.variants.map((variant) => [variant.id, variant]));
  const onSale = variants.filter(({ archived }) => !archived).length;
  return (
    <Panel
      title="Variants"
      flush
      aside={
        <AddVariant options={product.options} variants={variants} onAdd={(added) => onChange([...variants, added])} />
      }
    >
      {/* A region that scrolls must be reachable by keyboard, and hold what is only heard: it would widen the page. */}
      <section aria-label="Variants, scrolls sideways" tabIndex={0} className="relative overflow-x-auto p-2.5">
        <table aria-label="Variants" className="w-full min-w-[46rem] table-fixed">
          <thead>
            <tr>
              <th scope="col" className="w-32 px-1.5 py-2 text-left text-12 font-medium text-muted">
                Variant
              </th>
              <VariantHeads currency={currency} />
              <th scope="col" className="w-40 px-1.5 py-2 text-right text-12 font-medium text-muted">
                Stock
              </th>
              <th scope="col" className="w-10">
                <span className="sr-only">Archive</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {variants.map((variant) => (
              <VariantRow
                key={variant.key}
                variant={variant}
                saved={variant.id === null ? undefined : saved.get(variant.id)}
                last={onSale === 1 && !variant.archived}
                onChange={(change) =>
                  onChange(variants.map((other) => (other.key === variant.key ? { ...other, ...change } : other)))
                }
                onRemove={() => onChange(variants.filter(({ key }) => key !== variant.key))}
                onAdjust={setAdjusting}
              />
            ))}
          </tbody>
        </table>
      </section>
      {adjusting && (
        <StockDialog
          variant={{ ...adjusting, onHand: adjusting.onHand ?? adjusting.available, reserved: adjusting.reserved ?? 0 }}
          name={`${product.title} ${adjusting.title}`.trim()}
          onClose={() => setAdjusting(null)}
          onAdjusted={(stock) => onStock(adjusting.id, stock)}
        />
      )}
    </Panel>
  );
}

interface VariantRowProps {
  readonly variant: VariantDraft;
  readonly saved: VariantDto | undefined;
  /** The only one on sale: a product keeps one. */
  readonly last: boolean;
  readonly onChange: (change: Partial<VariantDraft>) => void;
  readonly onRemove: () => void;
  readonly onAdjust: (variant: VariantDto) => void;
}

function VariantRow({ variant, saved, last, onChange, onRemove, onAdjust }: VariantRowProps) {
  const title = optionsTitle(variant.options);
  const name = title === "" ? variant.sku : title;
  return (
    <tr className={cn(variant.archived && "opacity-60")}>
      <th scope="row" className="truncate px-1.5 text-left font-medium" title={name}>
        {title === "" ? <span className="text-muted">Single</span> : title}
        {variant.archived && <span className="block text-12 font-normal text-muted">Off sale with the save</span>}
      </th>
      <VariantCells variant={variant} name={name} onChange={onChange} />
      <td className="px-1.5 text-right">
        {saved ? (
          <Stock variant={saved} name={name} onAdjust={() => onAdjust(saved)} />
        ) : (
          <span className="text-muted">0, after saving</span>
        )}
      </td>
      <td>
        <Button
          kind="quiet"
          size="iconSmall"
          disabled={last}
          aria-label={variant.archived ? `Keep ${name} on sale` : `Archive ${name}`}
          title={last ? "A product keeps at least one variant. Archive the product instead." : undefined}
          onClick={() => (variant.id === null ? onRemove() : onChange({ archived: !variant.archived }))}
        >
          {variant.archived ? (
            <Undo2 aria-hidden="true" className="size-4" />
          ) : (
            <Archive aria-hidden="true" className="size-4" />
          )}
        </Button>
      </td>
    </tr>
  );
}

function Stock({
  variant,
  name,
  onAdjust,
}: {
  readonly variant: VariantDto;
  readonly name: string;
  readonly onAdjust: () => void;
}) {
  const mayAdjust = useMay("inventory:write");
  return (
    <span className="figures inline-flex items-center gap-2">
      <span>
        {variant.onHand ?? variant.available}
        {variant.reserved !== undefined && variant.reserved > 0 && (
          <span className="block text-12 text-muted">{variant.reserved} reserved</span>
        )}
      </span>
      {mayAdjust && (
        <Button kind="secondary" size="small" aria-label={`Adjust stock of ${name}`} onClick={onAdjust}>
          Adjust
        </Button>
      )}
    </span>
  );
}
