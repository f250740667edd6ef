"use client";

import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { readFailure } from "#lib/api-error.ts";
import { formText } from "#lib/form-text.ts";
import { useTRPC } from "#lib/trpc.ts";

import { Address, CheckMail } from "./check-mail.tsx";
import { isAddress } from "./own-fields.ts";

/** Asks for a link that sets a new password. */
export function ForgotForm() {
  const trpc = useTRPC();
  const { mutateAsync, isPending } = useMutation(trpc.account.askReset.mutationOptions());
  const [problem, setProblem] = useState<string>();
  const [askedFor, setAskedFor] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const email = formText(new FormData(event.currentTarget), "email").trim();
    if (isPending) return;
    if (!isAddress(email)) return setProblem("Write an e-mail address, like name@example.com.");
    try {
      await mutateAsync({ email });
      setAskedFor(email);
    } catch (error) {
      const { code, message } = readFailure(error);
      if (code === "rate_limited") return setProblem("That was too often. Wait a while and try again.");
      setProblem(code === "unreachable" ? message : "The link could not be asked for. Try again in a moment.");
    }
  };
  if (askedFor !== null) {
    return (
      <CheckMail>
        If <Address>{askedFor}</Address> has an account, a mail with a link that sets a new password is on its way
        there. The link works for an hour.
      </CheckMail>
    );
  }
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
      <Field label="E-mail" error={problem}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" maxLength={254} />}
      </Field>
      <Button type="submit" size="large" busy={isPending}>
        Send a link
      </Button>
    </form>
  );
}
