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

import { signIn } from "./sign-in.ts";

type Errors = Partial<Record<"name" | "email" | "password" | "form", string>>;

const shortestPassword = 10;

export function RegisterForm({ next, signInHref }: { readonly next: string; readonly signInHref: string }) {
  const trpc = useTRPC();
  const register = useMutation(trpc.account.register.mutationOptions());
  const [errors, setErrors] = useState<Errors>({});
  const [busy, setBusy] = useState(false);
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
    if (busy) return;
    setBusy(true);
    try {
      await register.mutateAsync(given);
      await signIn(given.email, given.password);
      window.location.assign(next);
    } catch (error) {
      setErrors(explain(readFailure(error)));
      setBusy(false);
    }
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
      {errors.form !== undefined && (
        <Notice tone="danger" live>
          {errors.form}
        </Notice>
      )}
      <Field label="Name" error={errors.name}>
        {(control) => <Input {...control} name="name" autoComplete="name" />}
      </Field>
      <Field label="E-mail" error={errors.email}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" />}
      </Field>
      <Field
        label="Password"
        error={errors.password}
        hint={`At least ${shortestPassword} characters. A few words are easy to keep.`}
      >
        {(control) => <Input {...control} name="password" type="password" autoComplete="new-password" />}
      </Field>
      <Button type="submit" size="large" busy={busy}>
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
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(email)) errors.email = "Write an e-mail address, like name@example.com.";
  if (password.length < shortestPassword) errors.password = `Write at least ${shortestPassword} characters.`;
  return errors;
}

function explain({ code, message }: CallFailure): Errors {
  if (code === "email_taken") return { email: "There is an account with this e-mail. Sign in instead." };
  if (code === "rate_limited") return { form: "That was too often. Wait a minute and try again." };
  if (code === "invalid_input") return { form: "Check the three fields below." };
  return { form: code === "unreachable" ? message : "The account could not be made. Try again in a moment." };
}
