"use client";

import { Field } from "#components/ui/field.tsx";
import { Input, Select } from "#components/ui/input.tsx";

import { toDuration, toMinutes, type Unit } from "./rule-draft.ts";

interface DurationFieldProps {
  readonly label: string;
  readonly minutes: number;
  readonly onChange: (minutes: number) => void;
}

const units: readonly Unit[] = ["minutes", "hours", "days"];

/** A time as a number and its unit. */
export function DurationField({ label, minutes, onChange }: DurationFieldProps) {
  const { count, unit } = toDuration(minutes);
  return (
    <Field label={label}>
      {(control) => (
        <span className="grid grid-cols-[5rem_minmax(6.5rem,1fr)] gap-2">
          <Input
            {...control}
            dense
            type="number"
            required
            min={1}
            max={43_200}
            value={count}
            onChange={({ target }) => onChange(toMinutes({ count: Math.max(1, Number(target.value)), unit }))}
          />
          <Select
            dense
            aria-label={`${label}: unit`}
            value={unit}
            onChange={({ target }) => {
              const next = units.find((one) => one === target.value) ?? unit;
              onChange(toMinutes({ count, unit: next }));
            }}
          >
            {units.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </Select>
        </span>
      )}
    </Field>
  );
}
