"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import type { RegisteredEndpointDto } from "@cartwright/api/schemas";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { readField } from "../parts/read-field.ts";
import { SecretDialog } from "./secret-dialog.tsx";

const events = [
  "order.*",
  "order.created",
  "order.paid",
  "order.shipped",
  "order.delivered",
  "order.cancelled",
  "order.rest_cancelled",
  "order.held",
  "order.released",
  "order.refunded",
  "product.*",
  "product.created",
  "product.updated",
  "product.deleted",
  "customer.*",
  "inventory.low_stock",
  "inventory.changed",
  "callback.*",
  "*",
] as const;

/** Asks for events and address, then shows the secret, this once. */
export function RegisterDialog({ onClose }: { readonly onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [registered, setRegistered] = useState<RegisteredEndpointDto | null>(null);
  const { mutate, isPending, error } = useMutation(
    trpc.admin.callbacks.register.mutationOptions({
      onSuccess: (endpoint) => {
        setRegistered(endpoint);
        void queryClient.invalidateQueries(trpc.admin.callbacks.list.pathFilter());
      },
    }),
  );
  if (registered) {
    return (
      <SecretDialog
        title="Callback registered"
        description={`${registered.event} goes to ${registered.targetUrl}`}
        secret={registered.secret}
        onClose={onClose}
      />
    );
  }
  const refusedUrl =
    error !== null && readFailure(error).code === "target_url_refused" ? readFailure(error).message : undefined;
  return (
    <ActionDialog
      title="Register callback"
      description="We call this address when one of the events happens, and again until it answers with a 2xx."
      action="Register callback"
      busy={isPending}
      error={refusedUrl === undefined ? error : null}
      onAct={(form) => mutate({ event: readField(form, "event"), targetUrl: readField(form, "targetUrl") })}
      onClose={onClose}
    >
      <Field label="Event" hint="A type such as order.paid, all of a kind such as order.*, or * for everything.">
        {(control) => (
          <>
            <Input
              {...control}
              dense
              name="event"
              list={`${control.id}-events`}
              required
              pattern="\*|[a-z_]+\.(\*|[a-z_]+)"
              title="order.paid, order.* or *"
              autoComplete="off"
              defaultValue="order.*"
            />
            <datalist id={`${control.id}-events`}>
              {events.map((event) => (
                <option key={event}>{event}</option>
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field label="Address" error={refusedUrl}>
        {(control) => (
          <Input
            {...control}
            dense
            name="targetUrl"
            type="url"
            required
            maxLength={2000}
            placeholder="https://example.com/webhooks/shop"
            autoComplete="off"
          />
        )}
      </Field>
    </ActionDialog>
  );
}
