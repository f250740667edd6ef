"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.ts";
import { formText } from "#lib/form-text.ts";
import { useTRPC } from "#lib/trpc.ts";

import { OwnChange, PasswordField } from "./own-change.tsx";
import { Section } from "./section.tsx";

const names: Readonly<Record<string, string>> = { github: "GitHub", google: "Google" };

/** Other services whose word lets one in; nothing when there is none. */
export function IdentitiesPanel({
  dense,
  identities,
}: {
  readonly dense: boolean;
  readonly identities: readonly string[];
}) {
  const [removing, setRemoving] = useState<string | null>(null);
  if (identities.length === 0) return null;
  return (
    <Section title="Other ways in" dense={dense}>
      <ul className="grid gap-3">
        {identities.map((provider) => (
          <li key={provider} className="grid gap-3">
            <div className="flex flex-wrap items-center justify-between gap-3">
              <span>{names[provider] ?? provider}</span>
              {removing !== provider && (
                <Button kind="quiet" size={dense ? "medium" : "touch"} onClick={() => setRemoving(provider)}>
                  Remove <span className="sr-only">{names[provider] ?? provider}</span>
                </Button>
              )}
            </div>
            {removing === provider && (
              <RemoveIdentity dense={dense} provider={provider} onClose={() => setRemoving(null)} />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface RemoveIdentityProps {
  readonly dense: boolean;
  readonly provider: string;
  readonly onClose: () => void;
}

function RemoveIdentity({ dense, provider, onClose }: RemoveIdentityProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = useMutation(
    trpc.account.removeIdentity.mutationOptions({
      onSuccess: () => {
        toast.done(`${names[provider] ?? provider} no longer lets you in`);
        void queryClient.invalidateQueries(trpc.account.pathFilter());
        onClose();
      },
    }),
  );
  return (
    <OwnChange
      dense={dense}
      action="Remove"
      kind="danger"
      busy={isPending}
      error={error}
      onCancel={onClose}
      onSend={(data) => mutate({ provider, password: formText(data, "password") })}
    >
      <p className="text-muted">
        You sign in with your password then. No password yet? Set one by “Forgot your password?”.
      </p>
      <PasswordField dense={dense} />
    </OwnChange>
  );
}
