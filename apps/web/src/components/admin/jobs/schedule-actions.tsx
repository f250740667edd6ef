"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import type { JobScheduleDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.ts";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { ScheduleDialog } from "./schedule-dialog.tsx";

/** What can be done with a schedule of the organization. */
export function ScheduleActions({ schedule }: { readonly schedule: JobScheduleDto }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<"change" | "remove" | null>(null);
  const readAgain = () => {
    setAsking(null);
    void queryClient.invalidateQueries(trpc.admin.jobs.schedules.pathFilter());
  };
  const turn = useMutation(
    trpc.admin.jobs.schedules.update.mutationOptions({
      onSuccess: ({ name, enabled }) => {
        toast.done(`${name} is ${enabled ? "on" : "off"}`);
        readAgain();
      },
      onError: (error) => toast.refused(readFailure(error).message),
    }),
  );
  const remove = useMutation(
    trpc.admin.jobs.schedules.remove.mutationOptions({
      onSuccess: () => {
        toast.done(`${schedule.name} is removed`);
        readAgain();
      },
    }),
  );
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        kind="secondary"
        size="small"
        busy={turn.isPending}
        onClick={() => turn.mutate({ id: schedule.id, enabled: !schedule.enabled })}
      >
        {schedule.enabled ? "Turn off" : "Turn on"}
      </Button>
      <Button kind="quiet" size="small" onClick={() => setAsking("change")}>
        Change
      </Button>
      <Button kind="danger" size="small" onClick={() => setAsking("remove")}>
        Remove
      </Button>
      {asking === "change" && <ScheduleDialog schedule={schedule} onClose={() => setAsking(null)} />}
      {asking === "remove" && (
        <ActionDialog
          title={`Remove ${schedule.name}`}
          description="It adds no more jobs. What its last tick added is done all the same. To keep it for later, turn it off instead."
          action="Remove schedule"
          destructive
          busy={remove.isPending}
          error={remove.error}
          onAct={() => remove.mutate({ id: schedule.id })}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
}
