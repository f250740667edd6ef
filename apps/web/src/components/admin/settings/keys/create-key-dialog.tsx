"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../../parts/action-dialog.tsx";
import { CopyField } from "../../parts/copy-field.tsx";
import { RawBlock } from "../../parts/raw-block.tsx";
import { readField } from "../../parts/read-field.ts";
import { PermissionChoices } from "../permission-choices.tsx";
import { readPermissions } from "../permission-words.ts";

/** Asks what a key is for and what it may do, then shows it, this once. */
export function CreateKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [made, setMade] = useState<{ name: string; secret: string } | null>(null);
  const [nothing, setNothing] = useState(false);
  const { mutate, isPending, error } = useMutation(
    trpc.admin.keys.create.mutationOptions({
      onSuccess: ({ key }, { name }) => {
        setMade({ name, secret: key });
        void queryClient.invalidateQueries(trpc.admin.keys.list.pathFilter());
      },
    }),
  );
  if (made) return <KeyDialog {...made} onClose={onClose} />;
  const act = (form: FormData) => {
    const scopes = readPermissions(form);
    setNothing(scopes.length === 0);
    if (scopes.length === 0) return;
    const until = readField(form, "until");
    const expiresAt = until === "" ? undefined : new Date(`${until}T23:59:59.999Z`).toISOString();
    mutate({ name: readField(form, "name"), scopes, expiresAt });
  };
  return (
    <ActionDialog
      title="Make an API key"
      description="The program that gets it may do what you tick, and nothing else."
      action="Make key"
      busy={isPending}
      error={error}
      onAct={act}
      onClose={onClose}
    >
      <Field label="What it is for">
        {(control) => (
          <Input {...control} dense name="name" required maxLength={100} placeholder="ERP" autoComplete="off" />
        )}
      </Field>
      <PermissionChoices legend="It may" />
      {nothing && (
        <Notice tone="danger" className="rounded-admin">
          Tick at least one thing that the key may do.
        </Notice>
      )}
      <Field label="Last day (optional)" hint="Without one it does not end by itself.">
        {(control) => <Input {...control} dense name="until" type="date" />}
      </Field>
    </ActionDialog>
  );
}

function KeyDialog({
  name,
  secret,
  onClose,
}: {
  readonly name: string;
  readonly secret: string;
  readonly onClose: () => void;
}) {
  const call = `curl -H "Authorization: Bearer ${secret}" ${globalThis.location.origin}/api/v1/orders`;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="The key is made"
      description={name}
      className="rounded-admin text-14 [overflow-wrap:anywhere]"
    >
      <CopyField label="API key" value={secret} />
      <Notice tone="warning" className="rounded-admin">
        This is shown once: only its hash is kept. Whoever has it can do what you ticked.
      </Notice>
      <RawBlock title="How it is used" text={call} />
      <div className="flex justify-end">
        <Button size="medium" onClick={onClose}>
          I have stored it
        </Button>
      </div>
    </Dialog>
  );
}
