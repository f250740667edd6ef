"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import type { RouterOutputs } from "@cartwright/api";

import { Button } from "#components/ui/button.tsx";
import { CursorPages } from "#components/ui/cursor-pages.tsx";
import { toast } from "#components/ui/toast.ts";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ListSkeleton } from "../list/list-skeleton.tsx";
import { ActionDialog } from "../parts/action-dialog.tsx";
import { countWords } from "../parts/count-words.ts";
import { EmptyList } from "../parts/empty-list.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { RawBlock } from "../parts/raw-block.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { useMay } from "../shell/member.tsx";
import { jobsAddress, type JobFilters } from "./job-filters.ts";

type DeadLetter = RouterOutputs["admin"]["jobs"]["deadLetters"]["items"][number];

/** What was given up on and waits for a person: jobs, events, callbacks, webhooks. */
export function DeadLetters({ filters }: { readonly filters: JobFilters }) {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.admin.jobs.deadLetters.queryOptions({ cursor: filters.cursor, limit: 50 }, { refetchInterval: 4000 }),
  );
  if (!data) {
    return error ? (
      <FailureNotice error={error} title="The dead letters could not be read" onRetry={() => void refetch()} />
    ) : (
      <ListSkeleton rows={6} />
    );
  }
  if (data.items.length === 0) {
    return (
      <EmptyList title="Nothing was given up on">
        A job, event, callback or webhook is listed here when every try failed. It stays until somebody has it done
        again or lets it go.
      </EmptyList>
    );
  }
  return (
    <>
      <ul className="rounded-admin border border-line bg-surface">
        {data.items.map((letter) => (
          <Letter key={letter.id} letter={letter} />
        ))}
      </ul>
      <CursorPages
        dense
        firstHref={filters.cursor === undefined ? undefined : jobsAddress({ state: "dead" })}
        nextHref={data.nextCursor === null ? undefined : jobsAddress({ state: "dead", cursor: data.nextCursor })}
      />
    </>
  );
}

function Letter({ letter }: { readonly letter: DeadLetter }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const mayWrite = useMay("jobs:write");
  const [discarding, setDiscarding] = useState(false);
  const resolve = useMutation(
    trpc.admin.jobs.resolve.mutationOptions({
      onSuccess: (_, { resolution }) => {
        toast.done(resolution === "retried" ? `${letter.name} is done again` : `${letter.name} is let go`);
        setDiscarding(false);
        void queryClient.invalidateQueries(trpc.admin.jobs.pathFilter());
      },
      onError: (error, { resolution }) => resolution === "retried" && toast.refused(readFailure(error).message),
    }),
  );
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-b-0">
      <div className="min-w-0 flex-1 basis-72">
        <p>
          <span className="font-medium">{letter.name}</span> <span className="text-muted">{letter.kind}</span>
        </p>
        <p className="line-clamp-3 font-mono text-12 [overflow-wrap:anywhere]">{letter.error}</p>
        <p className="figures text-12 text-muted">
          given up <RelativeTime instant={letter.createdAt} /> after {countWords(letter.attempts, "try", "tries")} ·{" "}
          {letter.ref}
        </p>
        {letter.payload !== undefined && letter.payload !== null && (
          <RawBlock title="Payload" text={JSON.stringify(letter.payload, null, 2)} />
        )}
      </div>
      {mayWrite && (
        <div className="flex gap-2">
          <Button
            kind="secondary"
            size="small"
            busy={resolve.isPending && !discarding}
            onClick={() => resolve.mutate({ id: letter.id, resolution: "retried" })}
          >
            Do it again
          </Button>
          <Button kind="danger" size="small" onClick={() => setDiscarding(true)}>
            Let go
          </Button>
        </div>
      )}
      {discarding && (
        <ActionDialog
          title={`Let go of ${letter.name}`}
          description={`This ${letter.kind} was tried ${countWords(letter.attempts, "time")} and will not be tried again. It stays in the records as discarded.`}
          action="Let go"
          destructive
          busy={resolve.isPending}
          error={resolve.error}
          onAct={() => resolve.mutate({ id: letter.id, resolution: "discarded" })}
          onClose={() => setDiscarding(false)}
        />
      )}
    </li>
  );
}
