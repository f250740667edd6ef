"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

/** A value to be taken elsewhere: one press copies it; where that is not allowed it is selected instead. */
export function CopyField({ label, value }: { readonly label: string; readonly value: string }) {
  const [copied, setCopied] = useState(false);
  const press = async (inputId: string) => {
    const done = await copy(value);
    setCopied(done);
    if (!done) document.getElementById(inputId)?.focus();
  };
  return (
    <Field label={label}>
      {(control) => (
        <span className="flex gap-2">
          <Input
            {...control}
            dense
            readOnly
            value={value}
            onFocus={({ target }) => target.select()}
            className="figures font-mono"
          />
          <Button kind="secondary" size="medium" onClick={() => void press(control.id)}>
            {copied ? <Check aria-hidden="true" className="size-4" /> : <Copy aria-hidden="true" className="size-4" />}
            <span aria-live="polite">{copied ? "Copied" : "Copy"}</span>
          </Button>
        </span>
      )}
    </Field>
  );
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not on https, or not allowed: the person copies by hand.
    return false;
  }
}
