"use client";

import { useMutation, useQuery } from "@tanstack/react-query";

import type { ReplayDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { toast } from "#components/ui/toast.ts";
import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { useMay } from "../shell/member.tsx";
import { useEndpointChange } from "./use-endpoint-change.ts";

/** The replay that is being put in line, if one is, and the way to stop it. */
export function RunningReplays({ endpointId }: { readonly endpointId: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.admin.callbacks.replays.queryOptions(
      { id: endpointId },
      { refetchInterval: ({ state }) => (state.data?.items.some(isRunning) ? 1000 : 10_000) },
    ),
  );
  return data?.items.filter(isRunning).map((replay) => <Running key={replay.id} replay={replay} />);
}

function isRunning({ state }: ReplayDto): boolean {
  return state === "running";
}

function Running({ replay: { id, queued, total } }: { readonly replay: ReplayDto }) {
  const trpc = useTRPC();
  const changed = useEndpointChange();
  const mayWrite = useMay("callbacks:write");
  const { mutate, isPending } = useMutation(
    trpc.admin.callbacks.stopReplay.mutationOptions({
      onSuccess: changed,
      onError: (error) => toast.refused(readFailure(error).message),
    }),
  );
  return (
    <Notice title="A replay is running" className="mb-4 rounded-admin">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span className="figures">
          {queued} of {total} are in line.
        </span>
        {mayWrite && (
          <Button kind="secondary" size="small" busy={isPending} onClick={() => mutate({ replayId: id })}>
            Stop replay
          </Button>
        )}
      </div>
    </Notice>
  );
}
