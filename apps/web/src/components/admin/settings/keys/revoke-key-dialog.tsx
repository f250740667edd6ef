"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";

import type { ApiKeyDto } from "@cartwright/api/schemas";

import { toast } from "#components/ui/toast.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../../parts/action-dialog.tsx";

/** Asks before a key is ended for good. */
export function RevokeKeyDialog({ apiKey, onClose }: { readonly apiKey: ApiKeyDto; readonly onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = useMutation(
    trpc.admin.keys.revoke.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries(trpc.admin.keys.list.pathFilter());
        toast.done("The key is revoked");
        onClose();
      },
    }),
  );
  return (
    <ActionDialog
      title={`Revoke ${apiKey.name}`}
      description={`Whatever uses ${apiKey.prefix}… is refused from its next call on. It cannot be taken back; make a new key instead.`}
      action="Revoke key"
      destructive
      busy={isPending}
      error={error}
      onAct={() => mutate({ id: apiKey.id })}
      onClose={onClose}
    />
  );
}
