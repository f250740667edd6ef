"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { toast } from "#components/ui/toast.ts";
import { readFailure } from "#lib/api-error.ts";
import { formText } from "#lib/form-text.ts";
import { useTRPC } from "#lib/trpc.ts";

interface Profile {
  readonly name: string;
  readonly phone: string | null;
}

type Errors = Partial<Record<"name" | "phone" | "form", string>>;

/** What a shopper is called and where they can be rung up, to be changed. */
export function ProfileForm({ profile }: { readonly profile: Profile }) {
  const trpc = useTRPC();
  const router = useRouter();
  const { mutateAsync, isPending } = useMutation(trpc.account.updateProfile.mutationOptions());
  const [errors, setErrors] = useState<Errors>({});
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const name = formText(data, "name").trim();
    if (isPending) return;
    try {
      if (name === "") return setErrors({ name: "Write your name." });
      const saved = await mutateAsync({ name, phone: formText(data, "phone").trim() || null });
      setErrors({});
      const phone = form.elements.namedItem("phone");
      if (phone instanceof HTMLInputElement) phone.value = saved.phone ?? "";
      toast.done("Your details are saved");
      router.refresh();
    } catch (error) {
      setErrors(explain(error));
    }
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="mt-5 grid max-w-md gap-5">
      {errors.form !== undefined && (
        <Notice tone="danger" live>
          {errors.form}
        </Notice>
      )}
      <Field label="Name" error={errors.name}>
        {(control) => (
          <Input {...control} name="name" autoComplete="name" maxLength={120} defaultValue={profile.name} />
        )}
      </Field>
      <Field label="Phone" optional error={errors.phone}>
        {(control) => (
          <Input
            {...control}
            name="phone"
            type="tel"
            autoComplete="tel"
            maxLength={40}
            defaultValue={profile.phone ?? ""}
          />
        )}
      </Field>
      <Button type="submit" kind="secondary" busy={isPending} className="justify-self-start">
        Save
      </Button>
    </form>
  );
}

function explain(error: unknown): Errors {
  const { code, message, details } = readFailure(error);
  if (code === "invalid_input" && details["field"] === "phone")
    return { phone: "Write a number that can be rung up, like 040 123 4567 or +46 8 123 456." };
  return { form: code === "unreachable" ? message : "Your details could not be saved. Try again in a moment." };
}
