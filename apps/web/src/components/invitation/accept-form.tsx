"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useState, type FormEvent } from "react";

import type { InvitationDto } from "@cartwright/api/schemas";

import { shortestPassword } from "#components/account/own-fields.ts";
import { signIn } from "#components/account/sign-in.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { readFailure } from "#lib/api-error.ts";
import { formText } from "#lib/form-text.ts";
import { useTRPC } from "#lib/trpc.ts";

interface AcceptFormProps {
  readonly token: string;
  readonly invitation: InvitationDto;
  /** With the invited address. */
  readonly isSignedIn: boolean;
}

/** Accepts: at once for who is signed in, with the password for who has an account, else with a new one. */
export function AcceptForm({ token, invitation, isSignedIn }: AcceptFormProps) {
  const { email, hasAccount } = invitation;
  const { submit, busy, problem } = useAccept({ token, invitation, isSignedIn });
  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="grid gap-5">
      {problem !== null && (
        <Notice tone="danger" live>
          {problem}
        </Notice>
      )}
      {!isSignedIn && (
        <>
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          {!hasAccount && (
            <Field label="Your name">
              {(control) => <Input {...control} name="name" autoComplete="name" required maxLength={120} />}
            </Field>
          )}
          <Field
            label="Password"
            hint={hasAccount ? `The one of your account with ${email}.` : `At least ${shortestPassword} characters.`}
          >
            {(control) => (
              <Input
                {...control}
                name="password"
                type="password"
                autoComplete={hasAccount ? "current-password" : "new-password"}
                required
                minLength={hasAccount ? undefined : shortestPassword}
                maxLength={200}
              />
            )}
          </Field>
        </>
      )}
      <Button type="submit" size="large" busy={busy}>
        Accept
      </Button>
      {hasAccount && !isSignedIn && (
        <p className="text-14 text-muted">
          Signing in takes a second step, or another way?{" "}
          <Link href="/sign-in" prefetch={false} className="underline underline-offset-4">
            Sign in first
          </Link>
          , then open the link in the mail again.
        </p>
      )}
    </form>
  );
}

function useAccept({ token, invitation: { email, hasAccount }, isSignedIn }: AcceptFormProps) {
  const trpc = useTRPC();
  const { mutateAsync } = useMutation(trpc.account.acceptInvitation.mutationOptions());
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const accept = async (form: FormData): Promise<void> => {
    const password = formText(form, "password");
    if (!isSignedIn && hasAccount) {
      const outcome = await signIn({ email, password });
      if (outcome !== "signed_in") throw new Refusal(outcome === "wrong_credentials" ? "wrong" : "elsewhere");
    }
    const account = isSignedIn || hasAccount ? undefined : { name: formText(form, "name"), password };
    await mutateAsync({ token, account });
    if (account) await signIn({ email, password });
    window.location.assign("/admin");
  };
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      await accept(new FormData(event.currentTarget));
    } catch (error) {
      setProblem(error instanceof Refusal ? error.words : readFailure(error).message);
      setBusy(false);
    }
  };
  return { submit, busy, problem };
}

class Refusal extends Error {
  readonly words: string;

  constructor(why: "wrong" | "elsewhere") {
    super(why);
    this.words =
      why === "wrong" ? "This is not the password of that account." : "Sign in first, then open the link again.";
  }
}
