"use client";

import type { ComponentProps } from "react";

import { cn } from "#components/ui/class-names.ts";
import { Input } from "#components/ui/input.tsx";

import type { VariantDraft } from "./product-draft.ts";

interface VariantCellProps {
  readonly variant: VariantDraft;
  /** "Oak / Large", or the SKU: names the row to screen readers. */
  readonly name: string;
  readonly onChange: (change: Partial<VariantDraft>) => void;
}

/** The four fields that every variant has: SKU, price, price before, threshold. */
export function VariantCells({ variant, name, onChange }: VariantCellProps) {
  return (
    <>
      <td className="p-1.5">
        <VariantInput
          aria-label={`SKU of ${name}`}
          required
          maxLength={64}
          value={variant.sku}
          onText={(sku) => onChange({ sku })}
          disabled={variant.archived}
        />
      </td>
      <td className="p-1.5">
        <VariantInput
          aria-label={`Price of ${name}`}
          required
          money
          value={variant.price}
          onText={(price) => onChange({ price })}
          disabled={variant.archived}
        />
      </td>
      <td className="p-1.5">
        <VariantInput
          aria-label={`Price before of ${name}`}
          money
          value={variant.compareAt}
          onText={(compareAt) => onChange({ compareAt })}
          disabled={variant.archived}
        />
      </td>
      <td className="p-1.5">
        <VariantInput
          aria-label={`Low stock threshold of ${name}`}
          inputMode="numeric"
          pattern="\d{0,6}"
          title="A whole number; empty for the shop’s own threshold"
          className="text-right"
          value={variant.threshold}
          onText={(threshold) => onChange({ threshold })}
          disabled={variant.archived}
        />
      </td>
    </>
  );
}

interface VariantInputProps extends ComponentProps<typeof Input> {
  readonly onText: (text: string) => void;
  readonly money?: boolean;
}

export function VariantInput({ onText, money = false, className, ...rest }: VariantInputProps) {
  const amount = {
    inputMode: "decimal",
    pattern: "\\d{1,9}([.,]\\d{1,3})?",
    title: "An amount such as 29.90",
  } as const;
  return (
    <Input
      dense
      autoComplete="off"
      {...(money ? amount : {})}
      {...rest}
      onChange={({ target }) => onText(target.value)}
      className={cn("figures h-8 px-2", money && "text-right", className)}
    />
  );
}

/** The heads of these four, for every table that has them. */
export function VariantHeads({ currency }: { readonly currency: string }) {
  const head = "px-1.5 py-2 text-12 font-medium text-muted";
  return (
    <>
      <th scope="col" className={`${head} w-36 text-left`}>
        SKU
      </th>
      <th scope="col" className={`${head} w-24 text-right`}>
        Price, {currency}
      </th>
      <th scope="col" className={`${head} w-24 text-right`}>
        Before
      </th>
      <th scope="col" className={`${head} w-20 text-right`}>
        Low at
      </th>
    </>
  );
}
