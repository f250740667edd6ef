import { useEffect, useRef } from "react";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

interface CodeFieldProps {
  readonly dense?: boolean;
  readonly error?: string | undefined;
  /** Takes the focus when it appears, because it is what somebody is now asked for. */
  readonly takesFocus?: boolean;
  /** Without recovery codes: where the app itself is what is tried out. */
  readonly appOnly?: boolean;
}

/** A code of six digits, which phones and password managers fill in by themselves. */
export function CodeField({ dense = false, error, takesFocus = false, appOnly = false }: CodeFieldProps) {
  const input = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) input.current?.querySelector("input")?.focus();
  }, [takesFocus]);
  return (
    <div ref={input}>
      <Field
        label="Code"
        error={error}
        hint={appOnly ? "Six digits that your app shows now." : "Six digits from your app, or a recovery code."}
      >
        {(control) => (
          <Input
            {...control}
            dense={dense}
            name="code"
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            required
            maxLength={40}
            className="figures"
          />
        )}
      </Field>
    </div>
  );
}
