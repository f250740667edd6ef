"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { shortestPassword } from "#components/account/own-fields.ts";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.ts";
import { formText } from "#lib/form-text.ts";
import { useTRPC } from "#lib/trpc.ts";

import { OwnChange, PasswordField } from "./own-change.tsx";
import { Section } from "./section.tsx";

/** Another password, for who knows the present one. */
export function PasswordPanel({ dense }: { readonly dense: boolean }) {
  const [changing, setChanging] = useState(false);
  return (
    <Section title="Password" dense={dense}>
      {changing ? (
        <NewPassword dense={dense} onClose={() => setChanging(false)} />
      ) : (
        <Button kind="secondary" size={dense ? "medium" : "touch"} onClick={() => setChanging(true)}>
          Change password
        </Button>
      )}
    </Section>
  );
}

function NewPassword({ dense, onClose }: { readonly dense: boolean; readonly onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = useMutation(
    trpc.account.changePassword.mutationOptions({
      onSuccess: ({ ended }) => {
        toast.done(ended === 0 ? "Your password is changed" : `Your password is changed, ${ended} signed out`);
        void queryClient.invalidateQueries(trpc.account.sessions.list.queryFilter());
        onClose();
      },
    }),
  );
  return (
    <OwnChange
      dense={dense}
      action="Change password"
      busy={isPending}
      error={error}
      onCancel={onClose}
      onSend={(data) => mutate({ password: formText(data, "password"), newPassword: formText(data, "newPassword") })}
    >
      <PasswordField dense={dense} label="Present password" />
      <PasswordField
        dense={dense}
        name="newPassword"
        label="New password"
        isNew
        minLength={shortestPassword}
        hint={`At least ${shortestPassword} characters. You are signed out everywhere else.`}
      />
    </OwnChange>
  );
}
