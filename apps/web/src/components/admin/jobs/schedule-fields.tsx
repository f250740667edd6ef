"use client";

import type { JobScheduleDto } from "@cartwright/api/schemas";

import { Field } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";

import { useJobsOverview } from "./use-jobs-overview.ts";

interface ScheduleFieldsProps {
  readonly schedule: JobScheduleDto | undefined;
  readonly timeZone: string;
  readonly refused: { readonly field: string; readonly reason: string } | undefined;
  readonly unreadable: string | null;
}

/** Name, job, clock and payload of a schedule. */
export function ScheduleFields({ schedule, timeZone, refused, unreadable }: ScheduleFieldsProps) {
  const workers = useJobsOverview().data?.workers ?? [];
  const tasks = [...new Set(workers.flatMap(({ tasks: known }) => known))].toSorted();
  const problem = (field: string) => (refused?.field.split(".")[0] === field ? refused.reason : undefined);
  return (
    <>
      {schedule === undefined && (
        <Field label="Name" error={problem("name")}>
          {(control) => <Input {...control} dense name="name" required maxLength={100} autoComplete="off" />}
        </Field>
      )}
      <Field
        label="Job"
        hint="One that belongs to an organization, such as those of integrations."
        error={problem("job")}
      >
        {(control) => (
          <>
            <Input
              {...control}
              dense
              name="job"
              required
              maxLength={100}
              list={`${control.id}-jobs`}
              autoComplete="off"
              defaultValue={schedule?.job}
            />
            <datalist id={`${control.id}-jobs`}>
              {tasks.map((task) => (
                <option key={task}>{task}</option>
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field
        label="When"
        hint={`Five cron fields in ${timeZone}, such as 0 6 * * 1-5, or every 30 minutes, every 2 hours.`}
        error={problem("cron") ?? problem("everyMs") ?? problem("when")}
      >
        {(control) => (
          <Input
            {...control}
            dense
            name="when"
            required
            maxLength={100}
            autoComplete="off"
            className="font-mono"
            defaultValue={schedule && (schedule.cron ?? `every ${(schedule.everyMs ?? 0) / 60_000} minutes`)}
          />
        )}
      </Field>
      <Field
        label="Payload"
        optional
        hint="JSON; the organization is filled in."
        error={unreadable ?? problem("payload")}
      >
        {(control) => (
          <Textarea
            {...control}
            dense
            name="payload"
            className="font-mono"
            spellCheck={false}
            defaultValue={schedule && JSON.stringify(schedule.payload, null, 2)}
          />
        )}
      </Field>
    </>
  );
}
