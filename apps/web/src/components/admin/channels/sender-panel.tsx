"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";

import type { AddressDto, CarriersDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Select } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { toast } from "#components/ui/toast.ts";
import { readFailure } from "#lib/api-error.ts";
import { countries } from "#lib/countries.ts";
import { useTRPC } from "#lib/trpc.ts";

import { FailureNotice } from "../parts/failure-notice.tsx";
import { Panel } from "../parts/panel.tsx";
import { readField } from "../parts/read-field.ts";
import { useMay } from "../shell/member.tsx";

/** Where parcels leave from, and returns come back to. */
export function SenderPanel({ sender }: { readonly sender: CarriersDto["sender"] }) {
  const mayChange = useMay("admin");
  return (
    <Panel title="Parcels leave from">
      {sender === null && (
        <Notice tone="warning" title="No address yet" className="mb-4">
          Without one no label can be bought.
        </Notice>
      )}
      {mayChange ? (
        <SenderForm key={JSON.stringify(sender)} sender={sender} />
      ) : (
        sender && <SenderLines sender={sender} />
      )}
    </Panel>
  );
}

function SenderLines({ sender: { name, line1, postalCode, city, country } }: { readonly sender: AddressDto }) {
  return (
    <address className="not-italic">
      {[name, line1, `${postalCode} ${city}`, country].map((line) => (
        <span key={line} className="block">
          {line}
        </span>
      ))}
    </address>
  );
}

const fields = [
  { name: "name", label: "Name", autoComplete: "organization" },
  { name: "line1", label: "Street and number", autoComplete: "address-line1" },
  { name: "postalCode", label: "Postal code", autoComplete: "postal-code" },
  { name: "city", label: "Town or city", autoComplete: "address-level2" },
  { name: "phone", label: "Phone", autoComplete: "tel" },
] as const;

const problems: Readonly<Record<string, string>> = {
  required: "This is needed.",
  postal_code_invalid: "This is no postal code of that country.",
  phone_invalid: "This is no phone number. Add the country code, like +358.",
  too_long: "Make this shorter.",
};

function SenderForm({ sender }: { readonly sender: CarriersDto["sender"] }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = useMutation(
    trpc.admin.carriers.setSender.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries(trpc.admin.carriers.list.pathFilter());
        toast.done("Parcels leave from here now");
      },
    }),
  );
  const refusal = error === null ? null : readFailure(error);
  const wrong = refusal?.code === "address_invalid" ? refusal.details : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const read = (name: string) => readField(form, name);
    const phone = read("phone");
    mutate({
      name: read("name"),
      line1: read("line1"),
      postalCode: read("postalCode"),
      city: read("city"),
      country: read("country"),
      ...(phone === "" ? {} : { phone }),
    });
  };
  return (
    <form onSubmit={submit} className="grid gap-3">
      {fields.map(({ name, label, autoComplete }) => (
        <Field key={name} label={label} optional={name === "phone"} error={problemOf(wrong[name])}>
          {(control) => (
            <Input
              {...control}
              dense
              name={name}
              autoComplete={autoComplete}
              required={name !== "phone"}
              maxLength={120}
              defaultValue={sender?.[name] ?? ""}
            />
          )}
        </Field>
      ))}
      <Field label="Country">
        {(control) => (
          <Select {...control} dense name="country" defaultValue={sender?.country ?? "FI"}>
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {refusal?.code !== "address_invalid" && <FailureNotice error={error} title="It was not saved" />}
      <div>
        <Button type="submit" size="medium" busy={isPending}>
          Save address
        </Button>
      </div>
    </form>
  );
}

function problemOf(code: unknown): string | undefined {
  if (typeof code !== "string") return undefined;
  return problems[code] ?? "This cannot be right.";
}
