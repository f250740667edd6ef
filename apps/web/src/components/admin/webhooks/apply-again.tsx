"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";

import type { InboxMessageDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.ts";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

/** Has a message applied once more. What is done already stays done, so no question is asked. */
export function ApplyAgain({ message: { id, state } }: { readonly message: InboxMessageDto }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation(
    trpc.admin.webhooks.applyAgain.mutationOptions({
      onSuccess: () => toast.done("It is applied once more"),
      onError: (error) => toast.refused(readFailure(error).message),
      onSettled: () => void queryClient.invalidateQueries(trpc.admin.webhooks.pathFilter()),
    }),
  );
  return (
    <Button
      kind="secondary"
      size="medium"
      busy={isPending}
      disabled={state === "received"}
      onClick={() => mutate({ id })}
    >
      Apply again
    </Button>
  );
}
