import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

interface WeightFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** What a parcel weighs, in kilograms, with a point or a comma. */
export function WeightField({ value, onChange }: WeightFieldProps) {
  const wrong = value !== "" && readGrams(value) === null;
  return (
    <Field label="Weight in kg" error={wrong ? "Write a weight between 0.01 and 100, like 1.25." : undefined}>
      {(control) => (
        <Input
          {...control}
          dense
          inputMode="decimal"
          autoComplete="off"
          className="figures"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}

/** `1,25` → 1250; null for what is no weight of a parcel. */
export function readGrams(kilograms: string): number | null {
  const text = kilograms.trim().replace(",", ".");
  if (!/^\d{1,3}(\.\d{1,3})?$/.test(text)) return null;
  const grams = Math.round(Number(text) * 1_000);
  return grams >= 10 && grams <= 100_000 ? grams : null;
}

/** 1250 → `1.25`. */
export function kilograms(grams: number): string {
  return String(grams / 1_000);
}
