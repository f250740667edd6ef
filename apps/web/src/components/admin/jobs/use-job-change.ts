"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";

import { toast } from "#components/ui/toast.ts";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { countWords } from "../parts/count-words.ts";
import { jobVerbs, lossOf, type JobVerb } from "./job-verbs.ts";

/** Jobs that are named, or all that a list shows. */
export type ChosenJobs =
  | { readonly ids: readonly string[] }
  | {
      readonly matching: {
        readonly state: "waiting" | "delayed" | "retrying" | "failed" | "active";
        readonly task: string | undefined;
        readonly search: string | undefined;
      };
    };

/** Does one thing with chosen jobs, says what came of it, and has the pages read again. */
export function useJobChange(verb: JobVerb, onDone: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSuccess = ({ requested, changed, more = false }: { requested: number; changed: number; more?: boolean }) => {
    void queryClient.invalidateQueries(trpc.admin.jobs.pathFilter());
    void queryClient.invalidateQueries(trpc.admin.dashboard.pathFilter());
    const left = requested - changed;
    const rest = more ? "; there are more, do it again" : left > 0 ? `; ${left} had gone on meanwhile` : "";
    toast.done(`${countWords(changed, "job")} ${jobVerbs[verb].done}${rest}`);
    onDone();
  };
  // What was asked about in a dialog is refused there.
  const onError = (error: unknown) =>
    lossOf(verb) === undefined ? toast.refused(readFailure(error).message) : undefined;
  const named = useMutation(trpc.admin.jobs[verb].mutationOptions({ onSuccess, onError }));
  const matching = useMutation(trpc.admin.jobs.changeMatching.mutationOptions({ onSuccess, onError }));
  return {
    isPending: named.isPending || matching.isPending,
    error: named.error ?? matching.error,
    change: (chosen: ChosenJobs) => {
      if ("ids" in chosen) named.mutate({ ids: [...chosen.ids] });
      else matching.mutate({ action: verb, ...chosen.matching });
    },
  };
}
