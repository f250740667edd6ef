"use client";

import type { MouseEvent } from "react";

import type { ProductDto, VariantDto } from "@cartwright/api/schemas";

import { cn } from "#components/ui/class-names.ts";

import { choicesOf, type Choice } from "./variant-choice.ts";

interface OptionPickerProps {
  readonly product: ProductDto;
  readonly current: VariantDto;
  readonly onChoose: (variant: VariantDto) => void;
}

/** The options of a product. Each value is a link to its variant, so it works without scripts and can be shared. */
export function OptionPicker({ product, current, onChoose }: OptionPickerProps) {
  return (
    <div className="mt-6 grid gap-5">
      {product.options.map(({ name }) => (
        <div key={name} role="group" aria-label={name}>
          <p className="text-14">
            <span className="font-semibold">{name}</span> <span className="text-muted">{current.options[name]}</span>
          </p>
          <ul className="mt-2 flex flex-wrap gap-2">
            {choicesOf(product, name, current).map((choice) => (
              <li key={choice.value}>
                <ChoiceLink choice={choice} onChoose={onChoose} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

const base =
  "inline-flex min-h-11 min-w-11 items-center justify-center rounded-shop border px-4 text-14 transition-colors duration-150";

function ChoiceLink({
  choice,
  onChoose,
}: {
  readonly choice: Choice;
  readonly onChoose: OptionPickerProps["onChoose"];
}) {
  const { value, chosen, variant, soldOut } = choice;
  if (!variant) {
    return (
      <span
        role="link"
        aria-disabled="true"
        className={cn(base, "cursor-not-allowed border-dashed border-line text-muted")}
      >
        {value}
        <span className="sr-only">, not made in this combination</span>
      </span>
    );
  }
  const choose = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onChoose(variant);
  };
  return (
    <a
      href={`?variant=${encodeURIComponent(variant.sku)}`}
      onClick={choose}
      aria-current={chosen ? "true" : undefined}
      className={cn(
        base,
        chosen
          ? "border-accent bg-accent-soft font-medium outline outline-accent"
          : "border-edge bg-surface hover:border-ink",
        soldOut && "text-muted line-through",
      )}
    >
      {value}
      {soldOut && <span className="sr-only">, sold out</span>}
    </a>
  );
}
