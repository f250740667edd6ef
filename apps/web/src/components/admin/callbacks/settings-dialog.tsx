"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";

import type { EndpointDto } from "@cartwright/api/schemas";

import { Field } from "#components/ui/field.tsx";
import { Checkbox, Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { readField } from "../parts/read-field.ts";
import { readRetryWords, retryWords } from "./retry-words.ts";
import { useEndpointChange } from "./use-endpoint-change.ts";

interface SettingsDialogProps {
  readonly endpoint: EndpointDto;
  readonly onClose: () => void;
}

/** How an endpoint is called: how many at once, in which order, how fast, and how often again. */
export function SettingsDialog({ endpoint, onClose }: SettingsDialogProps) {
  const trpc = useTRPC();
  const changed = useEndpointChange();
  const ids = useId();
  const [isOrdered, setOrdered] = useState(endpoint.ordered);
  const [scheduleError, setScheduleError] = useState<string>();
  const { mutate, isPending, error } = useMutation(
    trpc.admin.callbacks.change.mutationOptions({
      onSuccess: () => {
        changed();
        toast.done("The next call keeps to it");
        onClose();
      },
    }),
  );
  const save = (form: FormData) => {
    const retrySchedule = readRetryWords(readField(form, "retrySchedule"));
    setScheduleError(retrySchedule === null ? "Write times such as 30s, 5m, 2h, with commas between." : undefined);
    if (retrySchedule === null) return;
    const rate = readField(form, "ratePerSecond");
    mutate({
      id: endpoint.id,
      ordered: isOrdered,
      ...(isOrdered ? {} : { maxInFlight: Number(readField(form, "maxInFlight")) }),
      ratePerSecond: rate === "" ? null : Number(rate),
      retrySchedule,
    });
  };
  return (
    <ActionDialog title="Settings" action="Save settings" busy={isPending} error={error} onAct={save} onClose={onClose}>
      <div className="flex items-start gap-3">
        <Checkbox
          id={`${ids}-ordered`}
          aria-describedby={`${ids}-ordered-hint`}
          checked={isOrdered}
          onChange={({ target }) => setOrdered(target.checked)}
        />
        <div>
          <label htmlFor={`${ids}-ordered`} className="font-medium">
            Strictly in the order of events
          </label>
          <p id={`${ids}-ordered-hint`} className="text-muted">
            One at a time. While one fails, those after it wait.
          </p>
        </div>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Calls at once" hint={isOrdered ? "One, to keep the order." : "1 to 100"}>
          {(control) => (
            <Input
              {...control}
              dense
              name="maxInFlight"
              type="number"
              min={1}
              max={100}
              required
              disabled={isOrdered}
              defaultValue={endpoint.maxInFlight}
            />
          )}
        </Field>
        <Field label="Calls a second" optional hint="Empty: as fast as it answers.">
          {(control) => (
            <Input
              {...control}
              dense
              name="ratePerSecond"
              type="number"
              min={1}
              max={1000}
              defaultValue={endpoint.ratePerSecond ?? ""}
            />
          )}
        </Field>
      </div>
      <Field
        label="Wait before each new try"
        hint="At most 20 waits, a week each. After the last try a delivery is given up. Empty: the usual ten tries over 75 hours."
        error={scheduleError}
      >
        {(control) => (
          <Input
            {...control}
            dense
            name="retrySchedule"
            autoComplete="off"
            defaultValue={retryWords(endpoint.retrySchedule)}
          />
        )}
      </Field>
    </ActionDialog>
  );
}
