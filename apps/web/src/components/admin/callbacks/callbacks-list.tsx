"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { EndpointDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { Status } from "#components/ui/status.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { ListSkeleton } from "../list/list-skeleton.tsx";
import { ListCell, ListHead, ListRow, ListTable } from "../list/list-table.tsx";
import { RowLink } from "../list/row-link.tsx";
import { countWords } from "../parts/count-words.ts";
import { EmptyList } from "../parts/empty-list.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { useTitle } from "../parts/use-title.ts";
import { useMay } from "../shell/member.tsx";
import { CallbacksHead } from "./callbacks-head.tsx";
import { endpointStates } from "./delivery-states.ts";
import { RegisterDialog } from "./register-dialog.tsx";

/** Where we call when something happens. */
export function CallbacksList({ registering }: { readonly registering: boolean }) {
  const trpc = useTRPC();
  const mayWrite = useMay("callbacks:write");
  const [open, setOpen] = useState(registering);
  const { data, error, refetch } = useQuery(trpc.admin.callbacks.list.queryOptions({}, { refetchInterval: 10_000 }));
  const failing = data?.items.filter(({ consecutiveFailures }) => consecutiveFailures > 0).length ?? 0;
  useTitle(failing > 0 ? `${countWords(failing, "callback")} failing` : "Callbacks");
  const register = mayWrite && (
    <Button size="medium" onClick={() => setOpen(true)}>
      Register callback
    </Button>
  );
  return (
    <>
      <CallbacksHead room="Callbacks" actions={register} />
      <FailureNotice error={error} title="The callbacks could not be read" onRetry={() => void refetch()} />
      {data ? <Rows endpoints={data.items} /> : error === null && <ListSkeleton rows={4} />}
      {open && <RegisterDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function Rows({ endpoints }: { readonly endpoints: readonly EndpointDto[] }) {
  if (endpoints.length === 0) {
    return (
      <EmptyList title="Nobody is called yet">
        A callback tells another system when something happens here, such as order.paid. Register the address to call
        and the events it wants; every delivery is signed, retried and logged.
      </EmptyList>
    );
  }
  return (
    <ListTable label="Callbacks">
      <thead>
        <tr>
          <ListHead className="w-36 md:w-48">Event</ListHead>
          <ListHead>Address</ListHead>
          <ListHead className="w-32">State</ListHead>
          <ListHead className="hidden w-32 md:table-cell">Registered</ListHead>
        </tr>
      </thead>
      <tbody>
        {endpoints.map((endpoint) => (
          <ListRow key={endpoint.id}>
            <ListCell>
              <RowLink href={`/admin/callbacks/${endpoint.id}`}>{endpoint.event}</RowLink>
            </ListCell>
            <ListCell title={endpoint.targetUrl} className="text-muted">
              {endpoint.targetUrl}
            </ListCell>
            <ListCell>
              <EndpointState endpoint={endpoint} />
            </ListCell>
            <ListCell className="hidden text-muted md:table-cell">
              <RelativeTime instant={endpoint.createdAt} className="relative z-1" />
            </ListCell>
          </ListRow>
        ))}
      </tbody>
    </ListTable>
  );
}

/** On, off, or on but failing. */
export function EndpointState({ endpoint }: { readonly endpoint: EndpointDto }) {
  if (endpoint.status === "enabled" && endpoint.consecutiveFailures > 0) {
    return <Status tone="warning">{countWords(endpoint.consecutiveFailures, "failure")} in a row</Status>;
  }
  const { tone, word } = endpointStates[endpoint.status];
  return <Status tone={tone}>{word}</Status>;
}
