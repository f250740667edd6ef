"use client";

import Link from "next/link";
import { useState, type FormEvent } from "react";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { formText } from "#lib/form-text.ts";

import { signIn, type SignInOutcome } from "./sign-in.ts";

const refusals: Readonly<Record<Exclude<SignInOutcome, "signed_in">, string>> = {
  wrong_credentials: "E-mail and password do not belong together. Check both.",
  rate_limited: "That was too often. Wait a minute and try again.",
  unreachable: "We could not reach the shop. Check your connection and try again.",
};

/** Signing in, for shoppers and members alike. `next` is where it leads, a path on this site. */
export function SignInForm({ next, registerHref }: { readonly next: string; readonly registerHref?: string }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    setBusy(true);
    setRefusal(null);
    const outcome = await signIn(formText(data, "email"), formText(data, "password"));
    // A full load: every page is to know at once who is looking.
    if (outcome === "signed_in") return window.location.assign(next);
    setRefusal(refusals[outcome]);
    setBusy(false);
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-5">
      {refusal !== null && (
        <Notice tone="danger" live>
          {refusal}
        </Notice>
      )}
      <Field label="E-mail">
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" required />}
      </Field>
      <Field label="Password">
        {(control) => <Input {...control} name="password" type="password" autoComplete="current-password" required />}
      </Field>
      <Button type="submit" size="large" busy={busy}>
        Sign in
      </Button>
      {registerHref !== undefined && (
        <p className="text-14 text-muted">
          New here?{" "}
          <Link href={registerHref} prefetch={false} className="text-ink underline underline-offset-4">
            Make an account
          </Link>
        </p>
      )}
    </form>
  );
}
