"use client";

import { useState } from "react";

import type { ProductDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/input.tsx";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { combinations, newVariant, optionsTitle, type VariantDraft } from "./product-draft.ts";

interface AddVariantProps {
  readonly options: ProductDto["options"];
  readonly variants: readonly VariantDraft[];
  readonly onAdd: (variant: VariantDraft) => void;
}

/** Adds a combination of the product's options that is not on sale yet. Nothing is offered when all are. */
export function AddVariant({ options, variants, onAdd }: AddVariantProps) {
  const [open, setOpen] = useState(false);
  const taken = new Set(variants.filter(({ archived }) => !archived).map((variant) => keyOf(options, variant.options)));
  const free = combinations(options).filter((combination) => !taken.has(keyOf(options, combination)));
  const [chosen, setChosen] = useState("");
  if (free.length === 0) {
    return <span className="text-12 text-muted">{options.length === 0 ? "" : "Every combination is there"}</span>;
  }
  const close = () => setOpen(false);
  const wanted = free.find((combination) => keyOf(options, combination) === chosen) ?? free[0];
  return (
    <>
      <Button kind="secondary" size="small" onClick={() => setOpen(true)}>
        Add variant
      </Button>
      {open && (
        <ActionDialog
          title="Add variant"
          description="It goes on sale when the product is saved; its stock begins at 0."
          action="Add variant"
          busy={false}
          error={null}
          onAct={() => {
            if (wanted) onAdd(newVariant(wanted, variants.at(-1)));
            close();
          }}
          onClose={close}
        >
          <Field label={options.map(({ name }) => name).join(" / ")}>
            {(control) => (
              <Select
                {...control}
                dense
                value={wanted && keyOf(options, wanted)}
                onChange={({ target }) => setChosen(target.value)}
              >
                {free.map((combination) => (
                  <option key={keyOf(options, combination)} value={keyOf(options, combination)}>
                    {optionsTitle(combination)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </ActionDialog>
      )}
    </>
  );
}

function keyOf(options: ProductDto["options"], chosen: Readonly<Record<string, string>>): string {
  return options.map(({ name }) => chosen[name] ?? "").join("\n");
}
