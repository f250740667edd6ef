"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import type { DeliveryDetailDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { Drawer } from "#components/ui/dialog.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Status } from "#components/ui/status.tsx";
import { toast } from "#components/ui/toast.ts";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { Fact, Facts } from "../parts/facts.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { RawBlock } from "../parts/raw-block.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { useMay } from "../shell/member.tsx";
import { deliveryStates } from "./delivery-states.ts";

interface DeliveryDrawerProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** One delivery with every try: what we sent and what came back. */
export function DeliveryDrawer({ id, onClose }: DeliveryDrawerProps) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.admin.callbacks.delivery.queryOptions({ deliveryId: id }, { refetchInterval: 2000 }),
  );
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title={data?.event ?? "Delivery"}
      className="w-[min(44rem,100vw)] text-14"
    >
      {/* A region that scrolls must be reachable by keyboard. */}
      <section aria-label="Delivery" tabIndex={0} className="grid content-start gap-5 overflow-y-auto p-6">
        <FailureNotice error={error} title="The delivery could not be read" onRetry={() => void refetch()} />
        {data ? <Detail delivery={data} /> : error === null && <Skeleton className="h-64" />}
      </section>
    </Drawer>
  );
}

function Detail({ delivery }: { readonly delivery: DeliveryDetailDto }) {
  const { tone, word } = deliveryStates[delivery.state];
  return (
    <>
      <Facts>
        <Fact label="State">
          <Status tone={tone}>{word}</Status>
        </Fact>
        <Fact label="Event id">
          <span className="font-mono text-12 break-all">{delivery.eventId}</span>
        </Fact>
        <Fact label="Made">
          <RelativeTime instant={delivery.createdAt} />
        </Fact>
        {delivery.deliveredAt !== null && (
          <Fact label="Delivered">
            <RelativeTime instant={delivery.deliveredAt} />
          </Fact>
        )}
        {delivery.nextAttemptAt !== null && delivery.state !== "delivered" && (
          <Fact label="Next try">
            <RelativeTime instant={delivery.nextAttemptAt} />
          </Fact>
        )}
      </Facts>
      <Replay delivery={delivery} />
      <RawBlock title="Body" text={indent(delivery.body)} />
      <ol aria-label="Tries" className="grid gap-4">
        {delivery.attempts.toReversed().map((attempt) => (
          <Attempt key={attempt.attempt} attempt={attempt} />
        ))}
      </ol>
      {delivery.attempts.length === 0 && <p className="text-muted">Not tried yet.</p>}
    </>
  );
}

function Replay({ delivery: { id, state } }: { readonly delivery: DeliveryDetailDto }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mayWrite = useMay("callbacks:write");
  const { mutate, isPending } = useMutation(
    trpc.admin.callbacks.replay.mutationOptions({
      onSuccess: () => {
        toast.done("It is sent once more, as a new delivery");
        void queryClient.invalidateQueries(trpc.admin.callbacks.deliveries.pathFilter());
      },
      onError: (error) => toast.refused(readFailure(error).message),
    }),
  );
  if (!mayWrite || !["delivered", "dead", "cancelled", "retrying"].includes(state)) return null;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button kind="secondary" size="medium" busy={isPending} onClick={() => mutate({ deliveryId: id })}>
        Replay
      </Button>
      <span className="text-12 text-muted">Same event id, so a receiver that has seen it can tell.</span>
    </div>
  );
}

function Attempt({ attempt }: { readonly attempt: DeliveryDetailDto["attempts"][number] }) {
  const good = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
  return (
    <li className="grid gap-2 rounded-admin border border-line p-3">
      <p className="flex flex-wrap items-center justify-between gap-x-4">
        <span className="font-medium">Try {attempt.attempt}</span>
        <Status tone={good ? "good" : "danger"}>
          {attempt.status ?? "No answer"} {attempt.errorCode}
        </Status>
        <span className="figures text-muted">
          {attempt.durationMs} ms · <RelativeTime instant={attempt.at} />
        </span>
      </p>
      <RawBlock title="Request headers" text={headerLines(attempt.requestHeaders)} />
      {attempt.responseHeaders && <RawBlock title="Response headers" text={headerLines(attempt.responseHeaders)} />}
      {attempt.responseBody !== null && attempt.responseBody !== "" && (
        <RawBlock title="Response body" text={attempt.responseBody} open />
      )}
    </li>
  );
}

function headerLines(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}

function indent(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    // Not JSON: shown as it was sent.
    return body;
  }
}
