"use client";

import Link from "next/link";
import type { FormEvent } from "react";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { formText } from "#lib/form-text.ts";

import { CodeField } from "./code-field.tsx";
import { useSignIn } from "./use-sign-in.ts";

interface SignInFormProps {
  /** Where it leads, a path on this site. */
  readonly next: string;
  readonly registerHref?: string;
  /** The admin's size. */
  readonly dense?: boolean;
}

const quietLink = "text-ink underline underline-offset-4";

/** Signing in, for shoppers and members alike. */
export function SignInForm({ next, registerHref, dense = false }: SignInFormProps) {
  // A full load: every page is to know at once who is looking.
  const steps = useSignIn({ onSignedIn: () => window.location.assign(next) });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    void (steps.asksForCode
      ? steps.enterCode(formText(data, "code"))
      : steps.enter({ email: formText(data, "email"), password: formText(data, "password") }));
  };
  return (
    <form method="post" onSubmit={submit} className={dense ? "grid gap-4" : "grid gap-5"}>
      {steps.refusal !== null && (
        <Notice tone="danger" live {...(dense && { className: "rounded-admin" })}>
          {steps.refusal}
        </Notice>
      )}
      {steps.asksForCode ? <CodeField dense={dense} takesFocus /> : <PasswordStep dense={dense} />}
      <Button type="submit" size={dense ? "medium" : "large"} busy={steps.busy}>
        Sign in
      </Button>
      {steps.asksForCode ? (
        <button type="button" onClick={steps.startOver} className={`justify-self-start text-14 ${quietLink}`}>
          Use another account
        </button>
      ) : (
        <p className={dense ? "text-12 text-muted" : "text-14 text-muted"}>
          <Link href="/forgot" prefetch={false} className={quietLink}>
            Forgot your password?
          </Link>
        </p>
      )}
      {registerHref !== undefined && !steps.asksForCode && (
        <p className="text-14 text-muted">
          New here?{" "}
          <Link href={registerHref} prefetch={false} className={quietLink}>
            Make an account
          </Link>
        </p>
      )}
    </form>
  );
}

function PasswordStep({ dense }: { readonly dense: boolean }) {
  return (
    <>
      <Field label="E-mail">
        {(control) => (
          <Input
            {...control}
            dense={dense}
            name="email"
            type="email"
            autoComplete="username"
            required
            maxLength={254}
          />
        )}
      </Field>
      <Field label="Password">
        {(control) => (
          <Input
            {...control}
            dense={dense}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            maxLength={200}
          />
        )}
      </Field>
    </>
  );
}
