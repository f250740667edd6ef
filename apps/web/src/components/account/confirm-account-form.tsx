"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useState, type FormEvent } from "react";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { formText } from "#lib/form-text.ts";
import { useTRPC } from "#lib/trpc.ts";

import { linkProblem } from "./link-problem.ts";
import { signIn } from "./sign-in.ts";
import { useLinkToken } from "./use-link-token.ts";

/** Makes the account that was asked for, with its password, and signs in. */
export function ConfirmAccountForm() {
  const trpc = useTRPC();
  const token = useLinkToken();
  const { mutateAsync } = useMutation(trpc.account.confirm.mutationOptions());
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = formText(new FormData(event.currentTarget), "password");
    if (busy) return;
    setBusy(true);
    try {
      const { email } = await mutateAsync({ token: token ?? "-", password });
      const outcome = await signIn({ email, password });
      // The account is made, whatever became of the sign-in.
      window.location.assign(outcome === "signed_in" ? "/account" : "/sign-in");
    } catch (error) {
      setProblem(linkProblem(error));
      setBusy(false);
    }
  };
  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="grid gap-5">
      {problem !== null && (
        <Notice tone="danger" live>
          {problem}{" "}
          <Link href="/register" prefetch={false} className="underline underline-offset-4">
            Ask for an account again
          </Link>
        </Notice>
      )}
      <Field label="Password" hint="The one that you chose when you asked for the account.">
        {(control) => (
          <Input
            {...control}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            maxLength={200}
          />
        )}
      </Field>
      <Button type="submit" size="large" busy={busy}>
        Confirm and sign in
      </Button>
    </form>
  );
}
