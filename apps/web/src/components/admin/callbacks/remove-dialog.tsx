"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";

import type { EndpointDto } from "@cartwright/api/schemas";

import { toast } from "#components/ui/toast.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../parts/action-dialog.tsx";

/** Asks before a callback and its log are deleted. */
export function RemoveDialog({ endpoint, onClose }: { readonly endpoint: EndpointDto; readonly onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const { mutate, isPending, error } = useMutation(
    trpc.admin.callbacks.remove.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries(trpc.admin.callbacks.list.pathFilter());
        toast.done("The callback is deleted");
        router.replace("/admin/callbacks");
      },
    }),
  );
  return (
    <ActionDialog
      title="Delete this callback"
      description={`${endpoint.targetUrl} will hear no more of ${endpoint.event}. What waits to be sent is not sent. Registering it again makes a new secret.`}
      action="Delete callback"
      destructive
      busy={isPending}
      error={error}
      onAct={() => mutate({ id: endpoint.id })}
      onClose={onClose}
    />
  );
}
