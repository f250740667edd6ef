"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { readField } from "../parts/read-field.ts";

/** Pauses a task, which asks why, or resumes it, which does not ask. */
export function PauseButton({ task, paused }: { readonly task: string; readonly paused: boolean }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const told = (words: string) => () => {
    toast.done(words);
    setAsking(false);
    void queryClient.invalidateQueries(trpc.admin.jobs.pathFilter());
  };
  const pause = useMutation(trpc.admin.jobs.pauseTask.mutationOptions({ onSuccess: told(`${task} is paused`) }));
  const resume = useMutation(
    trpc.admin.jobs.resumeTask.mutationOptions({
      onSuccess: told(`${task} goes on`),
      onError: (error) => toast.refused(readFailure(error).message),
    }),
  );
  if (paused) {
    return (
      <Button
        kind="secondary"
        size="small"
        aria-label={`Resume ${task}`}
        busy={resume.isPending}
        onClick={() => resume.mutate({ task })}
      >
        Resume
      </Button>
    );
  }
  return (
    <>
      <Button kind="quiet" size="small" aria-label={`Pause ${task}`} onClick={() => setAsking(true)}>
        Pause
      </Button>
      {asking && (
        <ActionDialog
          title={`Pause ${task}`}
          description="No worker starts another of these until it is resumed, for every organization. Those that run go on; those that come are kept and wait."
          action={`Pause ${task}`}
          busy={pause.isPending}
          error={pause.error}
          onAct={(form) => {
            const reason = readField(form, "reason");
            pause.mutate({ task, ...(reason !== "" && { reason }) });
          }}
          onClose={() => setAsking(false)}
        >
          <Field label="Reason" optional hint="Shown beside the task and on each of its jobs.">
            {(control) => <Input {...control} dense name="reason" maxLength={500} autoComplete="off" />}
          </Field>
        </ActionDialog>
      )}
    </>
  );
}
