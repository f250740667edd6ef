"use client";

import type { FormEvent, ReactNode } from "react";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { readFailure } from "#lib/api-error.ts";

/** What the API says no to here, in words. */
export function ownProblem(error: unknown): string {
  const { code, message } = readFailure(error);
  switch (code) {
    case "wrong_credentials":
      return "Your password is wrong.";
    case "second_factor_wrong":
      return "That code is wrong, too old, or was used. Wait for the next one in your app.";
    case "rate_limited":
      return "That was too often. Wait a while and try again.";
    case "invalid_input":
      return "Check what you wrote.";
    case "conflict":
      return "This was changed meanwhile. Load the page again.";
    case "unreachable":
      return message;
    default:
      return "That did not work on our side. Try again in a moment.";
  }
}

interface OwnChangeProps {
  readonly dense: boolean;
  /** The verb: "Change password". */
  readonly action: string;
  readonly kind?: "primary" | "secondary" | "danger";
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSend: (data: FormData, form: HTMLFormElement) => void;
  readonly onCancel?: () => void;
  readonly children: ReactNode;
}

/** A form that changes how one signs in, with what was refused above it. */
export function OwnChange(props: OwnChangeProps) {
  const { dense, action, kind = "primary", busy, error, onSend, onCancel, children } = props;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!busy) onSend(new FormData(event.currentTarget), event.currentTarget);
  };
  return (
    <form method="post" onSubmit={submit} className="grid max-w-md grid-cols-1 gap-4">
      {error !== null && error !== undefined && (
        <Notice tone="danger" live className={dense ? "rounded-admin" : ""}>
          {ownProblem(error)}
        </Notice>
      )}
      {children}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind={kind} size={dense ? "medium" : "touch"} busy={busy}>
          {action}
        </Button>
        {onCancel && (
          <Button kind="quiet" size={dense ? "medium" : "touch"} onClick={onCancel}>
            Never mind
          </Button>
        )}
      </div>
    </form>
  );
}

interface PasswordFieldProps {
  readonly dense: boolean;
  readonly name?: string;
  readonly label?: string;
  /** One that is to be had from now on. */
  readonly isNew?: boolean;
  readonly hint?: string;
  readonly minLength?: number;
}

export function PasswordField({
  dense,
  name = "password",
  label = "Your password",
  isNew = false,
  hint,
  minLength,
}: PasswordFieldProps) {
  return (
    <Field label={label} {...(hint !== undefined && { hint })}>
      {(control) => (
        <Input
          {...control}
          dense={dense}
          name={name}
          type="password"
          autoComplete={isNew ? "new-password" : "current-password"}
          required
          minLength={minLength}
          maxLength={200}
        />
      )}
    </Field>
  );
}
