"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";

import type { SubscriberDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { CursorPages } from "#components/ui/cursor-pages.tsx";
import { Status } from "#components/ui/status.tsx";
import { toast } from "#components/ui/toast.ts";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ListSkeleton } from "../list/list-skeleton.tsx";
import { countWords } from "../parts/count-words.ts";
import { EmptyList } from "../parts/empty-list.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { addressOf } from "../parts/search-params.ts";
import { useMay } from "../shell/member.tsx";
import { JobsHead } from "./jobs-head.tsx";
import { lettersAddress } from "./letter-filters.ts";

const address = "/admin/jobs/subscribers";

/** Who acts on events: what each is told of, how far behind it is, and what failed. */
export function Subscribers({ cursor }: { readonly cursor: string | undefined }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.admin.jobs.subscribers.queryOptions({ cursor, limit: 50 }, { refetchInterval: 4_000 }),
  );
  return (
    <>
      <JobsHead room="subscribers" />
      <p className="mb-3 max-w-[60ch] text-muted">
        Each handles the events of one thing in their order. What fails is tried again by itself, and holds up only what
        is about the same thing.
      </p>
      <FailureNotice error={error} title="The subscribers could not be read" onRetry={() => void refetch()} />
      {data ? <List subscribers={data.items} /> : error === null && <ListSkeleton rows={4} />}
      {data && (
        <CursorPages
          dense
          firstHref={cursor === undefined ? undefined : address}
          nextHref={data.nextCursor === null ? undefined : addressOf(address, { cursor: data.nextCursor })}
        />
      )}
    </>
  );
}

function List({ subscribers }: { readonly subscribers: readonly SubscriberDto[] }) {
  if (subscribers.length === 0) {
    return (
      <EmptyList title="Nobody acts on events yet">
        Workers write down the subscribers that their code holds. They are listed here once a worker has started.
      </EmptyList>
    );
  }
  return (
    <ul aria-label="Subscribers" className="rounded-admin border border-line bg-surface">
      {subscribers.map((subscriber) => (
        <Subscriber key={subscriber.name} subscriber={subscriber} />
      ))}
    </ul>
  );
}

function Subscriber({ subscriber }: { readonly subscriber: SubscriberDto }) {
  const { name, patterns, lastError, failed, deadLetters } = subscriber;
  const mayWrite = useMay("jobs:write");
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-2 border-b border-line px-4 py-3 last:border-b-0">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-x-3">
          <span className="font-medium [overflow-wrap:anywhere]">{name}</span>
          <State subscriber={subscriber} />
        </p>
        <p className="text-muted [overflow-wrap:anywhere]">{patterns.join(", ")}</p>
        {lastError !== null && <p className="line-clamp-3 font-mono text-12 [overflow-wrap:anywhere]">{lastError}</p>}
        {deadLetters > 0 && (
          <Link
            href={lettersAddress({ kind: "event-handler", name })}
            className="text-12 underline decoration-edge underline-offset-4 hover:decoration-ink"
          >
            {countWords(deadLetters, "dead letter")}
          </Link>
        )}
      </div>
      <Lag subscriber={subscriber} />
      {mayWrite && <div className="sm:w-28">{failed > 0 && <RetryButton subscriber={subscriber} />}</div>}
    </li>
  );
}

function State({ subscriber: { alive, seenAt, waiting, failed } }: { readonly subscriber: SubscriberDto }) {
  if (!alive) {
    return (
      <Status tone={waiting > 0 ? "danger" : "neutral"} className="text-12">
        No worker holds it, last seen <RelativeTime instant={seenAt} />
      </Status>
    );
  }
  if (failed > 0) return <Status tone="warning">{failed} failed</Status>;
  return <Status tone="good">{waiting > 0 ? "At work" : "Up to date"}</Status>;
}

const mostCounted = 1_000;

function Lag({ subscriber: { waiting, oldestAt, nextAttemptAt } }: { readonly subscriber: SubscriberDto }) {
  return (
    <dl className="figures grid grid-cols-[auto_1fr] content-start gap-x-3 text-muted sm:w-56">
      <dt>Waiting</dt>
      <dd className="text-ink">{waiting === mostCounted ? "1,000 or more" : waiting}</dd>
      {oldestAt !== null && (
        <>
          <dt>Oldest</dt>
          <dd>
            <RelativeTime instant={oldestAt} />
          </dd>
        </>
      )}
      {nextAttemptAt !== null && (
        <>
          <dt>Next try</dt>
          <dd>
            <RelativeTime instant={nextAttemptAt} />
          </dd>
        </>
      )}
    </dl>
  );
}

function RetryButton({ subscriber: { name } }: { readonly subscriber: SubscriberDto }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation(
    trpc.admin.jobs.retrySubscriber.mutationOptions({
      onSuccess: ({ changed }) => {
        toast.done(`${countWords(changed, "event")} tried again`);
        void queryClient.invalidateQueries(trpc.admin.jobs.subscribers.pathFilter());
      },
      onError: (error) => toast.refused(readFailure(error).message),
    }),
  );
  return (
    <Button
      kind="secondary"
      size="small"
      busy={isPending}
      aria-label={`Retry what failed of ${name}`}
      onClick={() => mutate({ name })}
    >
      Retry now
    </Button>
  );
}
