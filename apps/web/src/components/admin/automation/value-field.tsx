"use client";

import type { RuleChoicesDto } from "@cartwright/api/schemas";

import { Field } from "#components/ui/field.tsx";
import { Input, Select } from "#components/ui/input.tsx";

import { fieldOf } from "./condition-words.ts";
import type { Condition } from "./rule-draft.ts";

interface ValueFieldProps {
  readonly condition: Condition;
  readonly choices: RuleChoicesDto;
  readonly onChange: (condition: Condition) => void;
}

/** What a condition compares with: a number, a word, one of several, yes or no; nothing for "is known". */
export function ValueField({ condition, choices, onChange }: ValueFieldProps) {
  if (condition.is === "known" || condition.is === "unknown") return null;
  if (condition.of === "count") {
    return (
      <Field label="Times">
        {(control) => (
          <Input
            {...control}
            dense
            required
            type="number"
            min={0}
            max={100_000}
            value={condition.value}
            onChange={({ target }) => onChange({ ...condition, value: Math.round(Number(target.value)) })}
          />
        )}
      </Field>
    );
  }
  const field = fieldOf(condition, choices);
  const { value } = condition;
  if (condition.is === "one_of") {
    return (
      <Field label="Values" hint="With commas between.">
        {(control) => (
          <Input
            {...control}
            dense
            required
            defaultValue={Array.isArray(value) ? value.join(", ") : ""}
            onChange={({ target }) => onChange({ ...condition, value: partsOf(target.value) })}
          />
        )}
      </Field>
    );
  }
  const options = field?.kind === "yes_no" ? ["yes", "no"] : (field?.choices ?? []);
  return (
    <Field label="Value">
      {(control) =>
        options.length > 0 ? (
          <Select
            {...control}
            dense
            value={typeof value === "boolean" ? (value ? "yes" : "no") : String(value ?? "")}
            onChange={({ target }) =>
              onChange({ ...condition, value: field?.kind === "yes_no" ? target.value === "yes" : target.value })
            }
          >
            {options.map((option) => (
              <option key={option}>{option}</option>
            ))}
          </Select>
        ) : (
          <Input
            {...control}
            dense
            required
            maxLength={200}
            inputMode={field?.kind === "number" ? "decimal" : undefined}
            value={Array.isArray(value) ? value.join(", ") : String(value ?? "")}
            onChange={({ target }) => onChange({ ...condition, value: target.value })}
          />
        )
      }
    </Field>
  );
}

function partsOf(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}
