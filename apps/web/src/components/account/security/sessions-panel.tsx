"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Status } from "#components/ui/status.tsx";
import { toast } from "#components/ui/toast.ts";
import { formatMoment } from "#lib/dates.ts";
import { useTRPC } from "#lib/trpc.ts";

import { browserWords } from "./browser-words.ts";
import { ownProblem } from "./own-change.tsx";
import { Section } from "./section.tsx";

/** Where one is signed in, and the way to end that. */
export function SessionsPanel({ dense }: { readonly dense: boolean }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data, error } = useQuery(trpc.account.sessions.list.queryOptions());
  const settled = {
    onSuccess: ({ ended }: { ended: number }) => {
      toast.done(ended === 1 ? "1 session signed out" : `${ended} sessions signed out`);
    },
    onError: (problem: unknown) => {
      toast.refused(ownProblem(problem));
    },
    onSettled: () => queryClient.invalidateQueries(trpc.account.sessions.list.queryFilter()),
  };
  const endOne = useMutation(trpc.account.sessions.end.mutationOptions(settled));
  const endOthers = useMutation(trpc.account.sessions.endOthers.mutationOptions(settled));
  const others = data?.filter(({ isCurrent }) => !isCurrent).length ?? 0;
  return (
    <Section
      title="Where you are signed in"
      dense={dense}
      aside={
        others > 0 && (
          <Button
            kind="secondary"
            size={dense ? "medium" : "touch"}
            busy={endOthers.isPending}
            onClick={() => endOthers.mutate(undefined)}
          >
            Sign out others ({others})
          </Button>
        )
      }
    >
      {error && <Notice tone="danger">{ownProblem(error)}</Notice>}
      {!data && !error && <Skeleton className="h-16" />}
      <ul className="divide-y divide-line">
        {data?.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 last:pb-0">
            <div className="min-w-0 grow">
              <p className="font-medium">{browserWords(session.userAgent)}</p>
              <p className="text-14 break-words text-muted">
                From {session.address}, since {formatMoment(session.createdAt)}; last used{" "}
                {formatMoment(session.lastSeenAt)}
              </p>
            </div>
            {session.isCurrent ? (
              <Status tone="good" className="text-14">
                This one
              </Status>
            ) : (
              <Button
                kind="quiet"
                size={dense ? "medium" : "touch"}
                busy={endOne.isPending && endOne.variables.sessionId === session.id}
                onClick={() => endOne.mutate({ sessionId: session.id })}
              >
                Sign out
                <span className="sr-only">
                  {browserWords(session.userAgent)}, since {formatMoment(session.createdAt)}
                </span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
