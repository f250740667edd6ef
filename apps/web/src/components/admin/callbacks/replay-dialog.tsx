"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { EndpointDto, ReplayDto } from "@cartwright/api/schemas";

import { Field } from "#components/ui/field.tsx";
import { Input, Select } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { countWords } from "../parts/count-words.ts";
import { readLocalTime, writeLocalTime } from "./local-time.ts";
import { useEndpointChange } from "./use-endpoint-change.ts";

const dayMs = 86_400_000;

interface ReplayDialogProps {
  readonly endpoint: EndpointDto;
  /** From when on, to begin with; default a day ago. */
  readonly since?: string | undefined;
  readonly onClose: () => void;
}

/** Asks what to send once more, says how many that are, and puts them in line. */
export function ReplayDialog({ endpoint, since: first, onClose }: ReplayDialogProps) {
  const trpc = useTRPC();
  const changed = useEndpointChange();
  const [what, setWhat] = useState<ReplayDto["what"]>("failed");
  const [since, setSince] = useState(() => writeLocalTime(first ?? new Date(Date.now() - dayMs).toISOString()));
  const [until, setUntil] = useState("");
  const from = readLocalTime(since);
  const end = readLocalTime(until);
  const asked = { id: endpoint.id, what, since: from ?? "", ...(what === "range" && end !== null && { until: end }) };
  const counting = useQuery(
    trpc.admin.callbacks.countReplay.queryOptions(asked, { enabled: from !== null, retry: false }),
  );
  const { mutate, isPending, error } = useMutation(
    trpc.admin.callbacks.startReplay.mutationOptions({
      onSuccess: ({ total }) => {
        changed();
        toast.done(`${countWords(total, "delivery", "deliveries")} will be sent once more`);
        onClose();
      },
    }),
  );
  const count = counting.data?.count;
  return (
    <ActionDialog
      title="Replay deliveries"
      description="Each event once, the same bytes and the same event id, after everything that happens meanwhile."
      action={count === undefined ? "Send again" : `Send ${countWords(count, "delivery", "deliveries")} again`}
      disabled={count === undefined || count === 0}
      busy={isPending}
      error={error ?? counting.error}
      onAct={() => mutate(asked)}
      onClose={onClose}
    >
      <Field label="What">
        {(control) => (
          <Select
            {...control}
            dense
            value={what}
            onChange={({ target }) => setWhat(target.value === "range" ? "range" : "failed")}
          >
            <option value="failed">What did not arrive</option>
            <option value="range">Everything, delivered or not</option>
          </Select>
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Since">
          {(control) => (
            <Input
              {...control}
              dense
              type="datetime-local"
              required
              value={since}
              onChange={({ target }) => setSince(target.value)}
            />
          )}
        </Field>
        {what === "range" && (
          <Field label="Until" optional hint="Empty: now.">
            {(control) => (
              <Input
                {...control}
                dense
                type="datetime-local"
                value={until}
                onChange={({ target }) => setUntil(target.value)}
              />
            )}
          </Field>
        )}
      </div>
      <p aria-live="polite" className="min-h-5 text-muted">
        {count === 0 && "There is nothing to send in that time."}
        {count === undefined && counting.isFetching && "Counting…"}
      </p>
    </ActionDialog>
  );
}
