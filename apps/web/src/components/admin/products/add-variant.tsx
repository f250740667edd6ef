"use client";

import { useId, useState } from "react";

import type { ProductDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { combinations, newVariant, optionsTitle, type VariantDraft } from "./product-draft.ts";

interface AddVariantProps {
  readonly options: ProductDto["options"];
  readonly variants: readonly VariantDraft[];
  readonly onAdd: (variant: VariantDraft) => void;
}

/** Adds a combination that is not on sale yet, of values that the options have or get with it. */
export function AddVariant({ options, variants, onAdd }: AddVariantProps) {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const listId = useId();
  if (options.length === 0) return null;
  const taken = new Set(variants.filter(({ archived }) => !archived).map((variant) => keyOf(options, variant.options)));
  const free = combinations(options).find((combination) => !taken.has(keyOf(options, combination)));
  const chosen = Object.fromEntries(
    options.map(({ name }) => [name, (typed[name] ?? free?.[name] ?? "").trim()] as const),
  );
  const isTaken = taken.has(keyOf(options, chosen));
  const close = () => {
    setOpen(false);
    setTyped({});
  };
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
          disabled={isTaken}
          busy={false}
          error={null}
          onAct={() => {
            onAdd(newVariant(chosen, variants.at(-1)));
            close();
          }}
          onClose={close}
        >
          {options.map(({ name, values }, index) => (
            <Field
              key={name}
              label={name}
              hint={hintFor(chosen[name] ?? "", { name, values })}
              error={isTaken && index === options.length - 1 ? `${optionsTitle(chosen)} is there already.` : undefined}
            >
              {(control) => (
                <Input
                  {...control}
                  dense
                  required
                  maxLength={60}
                  autoComplete="off"
                  list={`${listId}-${index}`}
                  value={typed[name] ?? free?.[name] ?? ""}
                  onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
                />
              )}
            </Field>
          ))}
          {options.map(({ name, values }, index) => (
            <datalist key={name} id={`${listId}-${index}`}>
              {values.map((value) => (
                <option key={value}>{value}</option>
              ))}
            </datalist>
          ))}
        </ActionDialog>
      )}
    </>
  );
}

function hintFor(value: string, { name, values }: ProductDto["options"][number]): string {
  const isNew = value !== "" && !values.includes(value);
  return isNew
    ? `${value} becomes a new ${name.toLowerCase()} of this product.`
    : `${values.join(", ")}, or a new one.`;
}

function keyOf(options: ProductDto["options"], chosen: Readonly<Record<string, string>>): string {
  return options.map(({ name }) => chosen[name] ?? "").join("\n");
}
