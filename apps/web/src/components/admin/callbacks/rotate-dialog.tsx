"use client";

import { useMutation } from "@tanstack/react-query";

import type { EndpointDto } from "@cartwright/api/schemas";

import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { SecretDialog } from "./secret-dialog.tsx";
import { useEndpointChange } from "./use-endpoint-change.ts";

interface RotateDialogProps {
  readonly endpoint: EndpointDto;
  readonly onClose: () => void;
}

/** Asks before a new secret is made, then shows it, this once. */
export function RotateDialog({ endpoint, onClose }: RotateDialogProps) {
  const trpc = useTRPC();
  const changed = useEndpointChange();
  const { mutate, data, isPending, error } = useMutation(
    trpc.admin.callbacks.rotateSecret.mutationOptions({ onSuccess: changed }),
  );
  if (data) {
    return (
      <SecretDialog
        title="New secret"
        description="For 24 hours each call is signed with the secret before as well."
        secret={data.secret}
        onClose={onClose}
      />
    );
  }
  const isRotating = endpoint.previousSecretUntil !== null;
  return (
    <ActionDialog
      title="Rotate the secret"
      description={
        isRotating
          ? "A rotation is still under way: the secret from before it stops working now. The present one goes on for 24 hours."
          : "A new secret is made. For 24 hours calls are signed with both, so the receiver can change over in peace."
      }
      action="Rotate secret"
      destructive={isRotating}
      busy={isPending}
      error={error}
      onAct={() => mutate({ id: endpoint.id })}
      onClose={onClose}
    />
  );
}
