"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import type { JobScheduleDto } from "@cartwright/api/schemas";

import { Checkbox } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { useMember } from "../shell/member.tsx";
import { readSchedule } from "./read-schedule.ts";
import { ScheduleFields } from "./schedule-fields.tsx";

interface ScheduleDialogProps {
  /** The one to change; without it a new one is added. */
  readonly schedule?: JobScheduleDto;
  readonly onClose: () => void;
}

/** Asks what is to run and when, and keeps it. */
export function ScheduleDialog({ schedule, onClose }: ScheduleDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { timeZone } = useMember().organization;
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const onSuccess = ({ name }: JobScheduleDto) => {
    toast.done(`${name} is kept`);
    void queryClient.invalidateQueries(trpc.admin.jobs.schedules.pathFilter());
    onClose();
  };
  const create = useMutation(trpc.admin.jobs.schedules.create.mutationOptions({ onSuccess }));
  const update = useMutation(trpc.admin.jobs.schedules.update.mutationOptions({ onSuccess }));
  const error = create.error ?? update.error;
  const act = (form: FormData) => {
    const read = readSchedule(form);
    setUnreadable("problem" in read ? read.problem : null);
    if ("problem" in read) return;
    const { name, ...rest } = read.schedule;
    if (schedule) update.mutate({ id: schedule.id, ...rest });
    else create.mutate({ name, timeZone, ...rest });
  };
  return (
    <ActionDialog
      title={schedule ? `Change ${schedule.name}` : "Add schedule"}
      action={schedule ? "Save schedule" : "Add schedule"}
      busy={create.isPending || update.isPending}
      error={refusedField(error) === undefined ? error : null}
      onAct={act}
      onClose={onClose}
    >
      <ScheduleFields
        schedule={schedule}
        timeZone={schedule?.timeZone ?? timeZone}
        refused={refusedField(error)}
        unreadable={unreadable}
      />
      <label htmlFor="schedule-catch-up" className="flex items-center gap-2">
        <Checkbox
          id="schedule-catch-up"
          name="catchUp"
          defaultChecked={schedule?.catchUp ?? false}
          className="size-4"
        />
        Make up for ticks that no worker was there for, by one run
      </label>
    </ActionDialog>
  );
}

/** The field that the API refused, with its reason. */
function refusedField(error: unknown): { field: string; reason: string } | undefined {
  if (error === null) return undefined;
  const { code, details, message } = readFailure(error);
  if (code === "conflict") return { field: "name", reason: "There is a schedule of this name already." };
  const { field, reason } = details;
  return typeof field === "string" ? { field, reason: typeof reason === "string" ? reason : message } : undefined;
}
