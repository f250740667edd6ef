"use client";

import { useRef } from "react";

import type { RuleChoicesDto } from "@cartwright/api/schemas";

import { Field } from "#components/ui/field.tsx";
import { Input, Select, Textarea } from "#components/ui/input.tsx";

interface TextWithNamesProps {
  readonly label: string;
  readonly value: string;
  readonly maxLength: number;
  readonly long?: boolean;
  readonly choices: RuleChoicesDto;
  readonly onChange: (text: string) => void;
}

/** A text that can name what it is about: chosen from a list, a name in braces is put where the cursor stands. */
export function TextWithNames({ label, value, maxLength, long = false, choices, onChange }: TextWithNamesProps) {
  const place = useRef<number>(value.length);
  const insert = (name: string): void => {
    const at = Math.min(place.current, value.length);
    onChange(`${value.slice(0, at)}{${name}}${value.slice(at)}`.slice(0, maxLength));
    place.current = at + name.length + 2;
  };
  const remember = ({ target }: { target: HTMLInputElement | HTMLTextAreaElement }): void => {
    place.current = target.selectionStart ?? target.value.length;
  };
  return (
    <div className="grid gap-1.5 sm:col-span-full">
      <Field label={label}>
        {(control) => {
          const shared = { ...control, dense: true, required: true, maxLength, value, onBlur: remember };
          return long ? (
            <Textarea {...shared} rows={5} onChange={({ target }) => onChange(target.value)} />
          ) : (
            <Input {...shared} autoComplete="off" onChange={({ target }) => onChange(target.value)} />
          );
        }}
      </Field>
      <div className="sm:max-w-64">
        <Select
          dense
          aria-label={`Put a value into ${label.toLowerCase()}`}
          value=""
          onChange={({ target }) => insert(target.value)}
        >
          <option value="" disabled>
            Put in a value…
          </option>
          {choices.placeholders.map(({ name, label: words }) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </Select>
      </div>
    </div>
  );
}
