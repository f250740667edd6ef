"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useState, type FormEvent } from "react";

import { buttonClass } from "#components/ui/button-class.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { formText } from "#lib/form-text.ts";
import { useTRPC } from "#lib/trpc.ts";

import { linkProblem } from "./link-problem.ts";
import { shortestPassword } from "./own-fields.ts";
import { useLinkToken } from "./use-link-token.ts";

/** Sets a new password with a mailed link, at the press of the button. */
export function ResetForm() {
  const trpc = useTRPC();
  const token = useLinkToken();
  const { mutateAsync, isPending, isSuccess } = useMutation(trpc.account.reset.mutationOptions());
  const [tooShort, setTooShort] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = formText(new FormData(event.currentTarget), "password");
    const isTooShort = password.length < shortestPassword;
    setTooShort(isTooShort);
    if (isTooShort || isPending) return;
    try {
      await mutateAsync({ token: token ?? "-", password });
    } catch (error) {
      setProblem(linkProblem(error));
    }
  };
  if (isSuccess) {
    return (
      <div className="grid gap-5">
        <Notice title="Your password is set" live>
          You are signed out everywhere. Sign in with the new one.
        </Notice>
        <Link href="/sign-in" prefetch={false} className={buttonClass({ size: "large" })}>
          Sign in
        </Link>
      </div>
    );
  }
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
      {problem !== null && (
        <Notice tone="danger" live>
          {problem}{" "}
          <Link href="/forgot" prefetch={false} className="underline underline-offset-4">
            Send another link
          </Link>
        </Notice>
      )}
      <Field
        label="New password"
        hint={`At least ${shortestPassword} characters. A few words are easy to keep.`}
        error={tooShort ? `Write at least ${shortestPassword} characters.` : undefined}
      >
        {(control) => (
          <Input {...control} name="password" type="password" autoComplete="new-password" maxLength={200} />
        )}
      </Field>
      <Button type="submit" size="large" busy={isPending}>
        Set password
      </Button>
    </form>
  );
}
