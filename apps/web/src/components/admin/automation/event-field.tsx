"use client";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

interface EventFieldProps {
  readonly label: string;
  readonly value: string;
  readonly events: readonly string[];
  readonly hint?: string;
  readonly onChange: (event: string) => void;
}

/** An event: chosen from those that are known, or written. */
export function EventField({ label, value, events, hint, onChange }: EventFieldProps) {
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      {(control) => (
        <>
          <Input
            {...control}
            dense
            required
            maxLength={101}
            list={`${control.id}-events`}
            autoComplete="off"
            value={value}
            onChange={({ target }) => onChange(target.value.trim())}
          />
          <datalist id={`${control.id}-events`}>
            {events.map((event) => (
              <option key={event}>{event}</option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
