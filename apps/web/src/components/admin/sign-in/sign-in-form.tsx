"use client";

import { signIn } from "next-auth/react";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";

import { readField } from "../parts/read-field.ts";

/** For members; who turns out to be a customer is told so by the page, which is drawn anew after signing in. */
export function SignInForm({ next }: { readonly next: string }) {
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    const outcome = await attempt(readField(given, "email"), given.get("password"));
    setBusy(false);
    if (outcome !== null) return setProblem(outcome);
    // The page itself sends members on, and tells customers.
    router.replace(`/admin/sign-in?next=${encodeURIComponent(next)}`);
    router.refresh();
  };
  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="grid gap-4">
      <Field label="E-mail">
        {(control) => (
          <Input
            {...control}
            dense
            name="email"
            type="email"
            autoComplete="username"
            required
            autoFocus
            maxLength={254}
          />
        )}
      </Field>
      <Field label="Password">
        {(control) => (
          <Input
            {...control}
            dense
            name="password"
            type="password"
            autoComplete="current-password"
            required
            maxLength={200}
          />
        )}
      </Field>
      {problem !== null && (
        <Notice tone="danger" live className="rounded-admin">
          {problem}
        </Notice>
      )}
      <Button type="submit" size="medium" busy={busy}>
        Sign in
      </Button>
      <p className="text-12 text-muted">For people who work here. Shoppers sign in at the shop.</p>
    </form>
  );
}

// What to say when it did not work; null when it did.
async function attempt(email: string, password: FormDataEntryValue | null): Promise<string | null> {
  try {
    const outcome = await signIn("credentials", { email, password, redirect: false });
    if (outcome?.ok) return null;
    if (outcome?.error === "rate_limited") return "Too many attempts. Wait a few minutes, then try again.";
    if (outcome?.error === "CredentialsSignin") return "E-mail or password is wrong.";
    return "Signing in did not work on our side. Try again in a moment.";
  } catch {
    return "The server could not be reached. Check your connection and try again.";
  }
}
