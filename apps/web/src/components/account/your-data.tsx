"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { buttonClass } from "#components/ui/button-class.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { readFailure } from "#lib/api-error.ts";
import { formText } from "#lib/form-text.ts";
import { useTRPC } from "#lib/trpc.ts";

import { OwnChange, PasswordField } from "./security/own-change.tsx";
import { signOut } from "./sign-in.ts";

/** What the shop knows of a shopper: to be taken along, and to be forgotten. */
export function YourData() {
  const [deleting, setDeleting] = useState(false);
  return (
    <div className="mt-5 grid max-w-xl gap-5">
      <p className="text-muted">
        Everything that we know of you, in one file: your details, orders, parcels, payments, carts, mails and sign-ins.
      </p>
      <div className="flex flex-wrap gap-3">
        <a href="/api/account/export?format=json" download className={buttonClass({ kind: "secondary" })}>
          Download as JSON
        </a>
        <a href="/api/account/export?format=csv" download className={buttonClass({ kind: "secondary" })}>
          Download as CSV
        </a>
      </div>
      {deleting ? (
        <DeleteAccount onClose={() => setDeleting(false)} />
      ) : (
        <Button kind="secondary" className="justify-self-start" onClick={() => setDeleting(true)}>
          Delete account
        </Button>
      )}
    </div>
  );
}

function DeleteAccount({ onClose }: { readonly onClose: () => void }) {
  const trpc = useTRPC();
  const { data: security } = useQuery(trpc.account.security.queryOptions({}));
  const [mistyped, setMistyped] = useState(false);
  const { mutate, isPending, isSuccess, error } = useMutation(
    trpc.account.delete.mutationOptions({
      onSuccess: () => {
        // The session is over already; this takes its cookie away.
        void signOut()
          .catch(() => undefined)
          .then(() => window.location.assign("/"));
      },
    }),
  );
  if (!security) return null;
  const { email, hasPassword } = security;
  const conflict = inTheWay(error);
  return (
    <OwnChange
      dense={false}
      action="Delete account"
      kind="danger"
      busy={isPending || isSuccess}
      error={conflict === null ? error : null}
      onCancel={onClose}
      onSend={(data) => {
        const meant = formText(data, "confirmation").trim().toLowerCase() === email.toLowerCase();
        setMistyped(!meant);
        if (meant) mutate({ password: hasPassword ? formText(data, "password") : null });
      }}
    >
      {conflict !== null && (
        <Notice tone="danger" live>
          {conflict}
        </Notice>
      )}
      <p className="text-muted">
        Your account, name, addresses, phone and e-mail are erased within the hour, and you are signed out everywhere.
        Orders stay in our books without your name. This cannot be undone.
      </p>
      <Field label="Your e-mail, to make sure" hint={email} {...(mistyped && { error: `Write ${email}.` })}>
        {(control) => <Input {...control} name="confirmation" type="email" autoComplete="off" required />}
      </Field>
      {hasPassword && <PasswordField dense={false} />}
    </OwnChange>
  );
}

function inTheWay(error: unknown): string | null {
  if (error === null) return null;
  const { code, details } = readFailure(error);
  if (code !== "conflict") return null;
  return "openOrders" in details
    ? "An order of yours is not paid or not shipped yet. Once it is on its way, or cancelled, you can delete your account."
    : "You work here with this account. Have your access taken away first.";
}
