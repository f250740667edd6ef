"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";

import type { RouterInputs } from "@cartwright/api";

import { toast } from "#components/ui/toast.ts";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { countWords } from "../parts/count-words.ts";

type Settled = RouterInputs["admin"]["jobs"]["resolveMany"];

/** Settles dead letters, says what came of it, and has the pages read again. */
export function useSettle(onDone: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.admin.jobs.resolveMany.mutationOptions({
      onSuccess: ({ resolved, refused, more }, { resolution }) => {
        const word = resolution === "retried" ? "done again" : "let go";
        const rest = [refused > 0 && `${refused} cannot be done again`, more && "there are more, do it once more"];
        toast.done([`${countWords(resolved, "dead letter")} ${word}`, ...rest].filter(Boolean).join("; "));
        void queryClient.invalidateQueries(trpc.admin.jobs.pathFilter());
        void queryClient.invalidateQueries(trpc.admin.dashboard.pathFilter());
        onDone();
      },
      onError: (error, { resolution }: Settled) =>
        resolution === "retried" && toast.refused(readFailure(error).message),
    }),
  );
}
