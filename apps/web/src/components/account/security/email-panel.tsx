"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Status } from "#components/ui/status.tsx";
import { formText } from "#lib/form-text.ts";
import { useTRPC } from "#lib/trpc.ts";

import { OwnChange, ownProblem, PasswordField } from "./own-change.tsx";
import { Section } from "./section.tsx";

interface EmailPanelProps {
  readonly dense: boolean;
  readonly security: { readonly email: string; readonly emailVerified: boolean };
}

/** With which address one signs in, whether it is proven, and the way to another. */
export function EmailPanel({ dense, security }: EmailPanelProps) {
  const { email, emailVerified } = security;
  const [changing, setChanging] = useState(false);
  const [askedFor, setAskedFor] = useState<string | null>(null);
  return (
    <Section
      title="E-mail"
      dense={dense}
      aside={
        <Status tone={emailVerified ? "good" : "warning"} className="text-14">
          {emailVerified ? "Confirmed" : "Not confirmed"}
        </Status>
      }
    >
      <p className="mb-3 break-words">{email}</p>
      {askedFor !== null && (
        <Notice live className={dense ? "mb-3 rounded-admin" : "mb-3"}>
          We wrote to {askedFor}. Open the link in that mail; until then nothing changes.
        </Notice>
      )}
      {!emailVerified && askedFor === null && <Unproven dense={dense} onAsked={() => setAskedFor(email)} />}
      {changing ? (
        <NewEmail
          dense={dense}
          onClose={(asked) => {
            setChanging(false);
            if (asked !== undefined) setAskedFor(asked);
          }}
        />
      ) : (
        <Button kind="secondary" size={dense ? "medium" : "touch"} onClick={() => setChanging(true)}>
          Change e-mail
        </Button>
      )}
    </Section>
  );
}

function Unproven({ dense, onAsked }: { readonly dense: boolean; readonly onAsked: () => void }) {
  const trpc = useTRPC();
  const { mutate, isPending, error } = useMutation(trpc.account.askVerify.mutationOptions({ onSuccess: onAsked }));
  return (
    <Notice tone="warning" className={dense ? "mb-3 rounded-admin" : "mb-3"}>
      <p>Confirm that you read this mailbox, and orders that you placed with it as a guest show in your account.</p>
      {error && <p className="mt-2 text-danger">{ownProblem(error)}</p>}
      <Button kind="secondary" size="medium" busy={isPending} onClick={() => mutate(undefined)} className="mt-3">
        Send a link
      </Button>
    </Notice>
  );
}

function NewEmail({ dense, onClose }: { readonly dense: boolean; readonly onClose: (asked?: string) => void }) {
  const trpc = useTRPC();
  const { mutate, isPending, error } = useMutation(
    trpc.account.changeEmail.mutationOptions({ onSuccess: (_, { email }) => onClose(email) }),
  );
  return (
    <OwnChange
      dense={dense}
      action="Send a link there"
      busy={isPending}
      error={error}
      onCancel={() => onClose()}
      onSend={(data) => mutate({ email: formText(data, "email").trim(), password: formText(data, "password") })}
    >
      <Field label="New e-mail" hint="We send a link there. Your present address is told of the change.">
        {(control) => (
          <Input {...control} dense={dense} name="email" type="email" autoComplete="email" required maxLength={254} />
        )}
      </Field>
      <PasswordField dense={dense} />
    </OwnChange>
  );
}
