"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useState, type FormEvent } from "react";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { readFailure, type CallFailure } from "#lib/api-error.ts";
import { formText } from "#lib/form-text.ts";
import { useTRPC } from "#lib/trpc.ts";

import { Address, CheckMail } from "./check-mail.tsx";
import { isAddress, shortestPassword } from "./own-fields.ts";

type Errors = Partial<Record<"name" | "email" | "password" | "form", string>>;

/** Asks for an account. What comes of it is in the mail: whether there is an account already is for the mailbox alone. */
export function RegisterForm({ signInHref }: { readonly signInHref: string }) {
  const trpc = useTRPC();
  const { mutateAsync, isPending } = useMutation(trpc.account.register.mutationOptions());
  const [errors, setErrors] = useState<Errors>({});
  const [askedFor, setAskedFor] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const text = (name: string) => formText(data, name);
    const given = { name: text("name").trim(), email: text("email").trim(), password: text("password") };
    const found = check(given);
    setErrors(found);
    const [first] = Object.keys(found);
    if (first !== undefined) return form.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
    if (isPending) return;
    try {
      await mutateAsync(given);
      setAskedFor(given.email);
    } catch (error) {
      setErrors(explain(readFailure(error)));
    }
  };
  if (askedFor !== null) {
    return (
      <CheckMail>
        We wrote to <Address>{askedFor}</Address>. The link there makes your account, along with the password that you
        chose. It works for a day.
      </CheckMail>
    );
  }
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
      {errors.form !== undefined && (
        <Notice tone="danger" live>
          {errors.form}
        </Notice>
      )}
      <Field label="Name" error={errors.name}>
        {(control) => <Input {...control} name="name" autoComplete="name" maxLength={120} />}
      </Field>
      <Field label="E-mail" error={errors.email}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" maxLength={254} />}
      </Field>
      <Field
        label="Password"
        error={errors.password}
        hint={`At least ${shortestPassword} characters. A few words are easy to keep.`}
      >
        {(control) => (
          <Input {...control} name="password" type="password" autoComplete="new-password" maxLength={200} />
        )}
      </Field>
      <Button type="submit" size="large" busy={isPending}>
        Make account
      </Button>
      <p className="text-14 text-muted">
        Been here before?{" "}
        <Link href={signInHref} prefetch={false} className="text-ink underline underline-offset-4">
          Sign in
        </Link>
      </p>
    </form>
  );
}

function check({ name, email, password }: { name: string; email: string; password: string }): Errors {
  const errors: Errors = {};
  if (name === "") errors.name = "Write your name.";
  if (!isAddress(email)) errors.email = "Write an e-mail address, like name@example.com.";
  if (password.length < shortestPassword) errors.password = `Write at least ${shortestPassword} characters.`;
  return errors;
}

function explain({ code, message }: CallFailure): Errors {
  if (code === "rate_limited") return { form: "That was too often. Wait a while and try again." };
  if (code === "invalid_input") return { form: "Check the three fields below." };
  return { form: code === "unreachable" ? message : "The account could not be asked for. Try again in a moment." };
}
