"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.ts";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { countWords } from "../parts/count-words.ts";

/** What can be done with the picked jobs, and how many those are. Always there, so that rows do not move when one is picked. */
export function JobActions({ ids, onDone }: { readonly ids: readonly string[]; readonly onDone: () => void }) {
  const trpc = useTRPC();
  const [discarding, setDiscarding] = useState(false);
  const onSuccess = useJobsChanged("retried", onDone);
  const retry = useMutation(
    trpc.admin.jobs.retry.mutationOptions({
      onSuccess,
      onError: (error) => toast.refused(readFailure(error).message),
    }),
  );
  const none = ids.length === 0;
  return (
    <div className="mb-2 flex min-h-9 flex-wrap items-center gap-3">
      <output className="figures w-24 text-muted">{none ? "None selected" : `${ids.length} selected`}</output>
      <Button
        kind="secondary"
        size="small"
        disabled={none}
        busy={retry.isPending}
        onClick={() => retry.mutate({ ids: [...ids] })}
      >
        Retry now
      </Button>
      <Button kind="danger" size="small" disabled={none} onClick={() => setDiscarding(true)}>
        Discard
      </Button>
      {discarding && (
        <DiscardDialog
          ids={ids}
          onClose={() => setDiscarding(false)}
          onDone={() => {
            setDiscarding(false);
            onDone();
          }}
        />
      )}
    </div>
  );
}

interface DiscardDialogProps {
  readonly ids: readonly string[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function DiscardDialog({ ids, onClose, onDone }: DiscardDialogProps) {
  const trpc = useTRPC();
  const onSuccess = useJobsChanged("discarded", onDone);
  const { mutate, isPending, error } = useMutation(trpc.admin.jobs.discard.mutationOptions({ onSuccess }));
  return (
    <ActionDialog
      title={`Discard ${countWords(ids.length, "job")}`}
      description="What they were to do is not done. The audit log keeps what they were; they cannot be brought back."
      action={`Discard ${countWords(ids.length, "job")}`}
      destructive
      busy={isPending}
      error={error}
      onAct={() => mutate({ ids: [...ids] })}
      onClose={onClose}
    />
  );
}

function useJobsChanged(word: string, onDone: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return ({ requested, changed }: { requested: number; changed: number }) => {
    void queryClient.invalidateQueries(trpc.admin.jobs.pathFilter());
    void queryClient.invalidateQueries(trpc.admin.dashboard.pathFilter());
    const left = requested - changed;
    toast.done(`${countWords(changed, "job")} ${word}${left > 0 ? `; ${left} had gone on meanwhile` : ""}`);
    onDone();
  };
}
