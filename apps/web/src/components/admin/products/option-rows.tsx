"use client";

import { Trash2 } from "lucide-react";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

/** An option as it is being written: its values with commas between. */
export interface OptionDraft {
  readonly name: string;
  readonly values: string;
}

interface OptionRowsProps {
  readonly options: readonly OptionDraft[];
  readonly onChange: (options: readonly OptionDraft[]) => void;
}

/** What shoppers choose between: size, colour. Up to three. */
export function OptionRows({ options, onChange }: OptionRowsProps) {
  const change = (index: number, part: Partial<OptionDraft>) =>
    onChange(options.map((option, at) => (at === index ? { ...option, ...part } : option)));
  return (
    <div className="grid gap-3">
      {options.length === 0 && (
        <p className="text-muted">
          Without options the product has one variant. Add one when shoppers choose a size or a colour.
        </p>
      )}
      {options.map(({ name, values }, index) => (
        // Options have no id of their own; they are only added at the end.
        <div key={index} className="grid grid-cols-[minmax(6rem,1fr)_3fr_auto] items-end gap-2">
          <Field label={`Option ${index + 1}`}>
            {(control) => (
              <Input
                {...control}
                dense
                required
                maxLength={60}
                placeholder="Size"
                value={name}
                onChange={({ target }) => change(index, { name: target.value })}
              />
            )}
          </Field>
          <Field label="Values, with commas between">
            {(control) => (
              <Input
                {...control}
                dense
                required
                maxLength={2000}
                placeholder="Small, Large"
                value={values}
                onChange={({ target }) => change(index, { values: target.value })}
              />
            )}
          </Field>
          <Button
            kind="quiet"
            size="iconSmall"
            aria-label={`Remove option ${index + 1}`}
            onClick={() => onChange(options.filter((_, at) => at !== index))}
          >
            <Trash2 aria-hidden="true" className="size-4" />
          </Button>
        </div>
      ))}
      {options.length < 3 && (
        <div>
          <Button kind="secondary" size="small" onClick={() => onChange([...options, { name: "", values: "" }])}>
            Add option
          </Button>
        </div>
      )}
    </div>
  );
}

/** The options as the API takes them: named, without empty or doubled values. */
export function readOptions(options: readonly OptionDraft[]): { name: string; values: string[] }[] {
  return options
    .map(({ name, values }) => ({
      name: name.trim(),
      values: [...new Set(values.split(",").map((value) => value.trim()))].filter((value) => value !== ""),
    }))
    .filter(({ name, values }) => name !== "" && values.length > 0);
}
