"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import type { SyncFeedDto, SyncJobDto, SyncKind } from "@cartwright/api/schemas";

import { readFailure } from "#lib/api-error.ts";
import { useTRPC } from "#lib/trpc.ts";

import { type SyncPace, usePace } from "./use-pace.ts";

const liveMs = 1_000;
const calmMs = 10_000;

/** How far the sync that is under way has come. */
export interface SyncProgress extends SyncPace {
  readonly status: SyncJobDto["status"];
  /** What it is busy with, when no item is being written. */
  readonly step: string | null;
  readonly processedItems: number;
  /** Null until it is known. */
  readonly totalItems: number | null;
  /** Why it waits for Shopify, when it does, and when Shopify is asked again. */
  readonly errorMessage: string | null;
  readonly nextTryAt: string | null;
}

export interface UseSync {
  /** Asks for what changed since the last time, or for everything. */
  readonly sync: (options?: { readonly fetchAll?: boolean }) => void;
  /** A sync waits, runs or is paused. */
  readonly syncing: boolean;
  readonly progress: SyncProgress | null;
  /** Why the last sync failed, or why what was asked for was refused; null when all is well. */
  readonly error: string | null;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly cancel: () => void;
  /** Something was asked for and has not been answered. */
  readonly busy: boolean;
  /** How this kind stands in the shop; undefined until it is known. */
  readonly feed: SyncFeedDto | undefined;
}

/**
 * Pulls products, or orders, from a connected Shopify shop, and watches it. Every use of it for the same shop shares one
 * answer, asked for every second while something is under way.
 */
export function useSync(kind: SyncKind, integrationId?: string): UseSync {
  const trpc = useTRPC();
  const {
    data,
    dataUpdatedAt,
    error: unread,
  } = useQuery(
    trpc.sync.feeds.queryOptions(
      { integrationId },
      { refetchInterval: ({ state }) => (state.data?.feeds.some(isLive) ? liveMs : calmMs) },
    ),
  );
  const feed = data?.feeds.find((one) => one.kind === kind);
  const open = feed?.open ?? null;
  const act = useSyncActions(kind, integrationId, open);
  const pace = usePace(open, dataUpdatedAt);
  const progress = open && { ...open, ...pace };
  const refused = act.error ?? (feed === undefined ? unread : null);
  return {
    ...act.does,
    syncing: open !== null,
    progress,
    error: refused ? readFailure(refused).message : lastFailure(feed),
    busy: act.busy,
    feed,
  };
}

function isLive({ open }: SyncFeedDto): boolean {
  return open !== null && (open.status !== "paused" || open.request !== null);
}

function lastFailure(feed: SyncFeedDto | undefined): string | null {
  const { open = null, last = null } = feed ?? {};
  return open === null && last?.status === "failed" ? last.errorMessage : null;
}

function useSyncActions(kind: SyncKind, integrationId: string | undefined, open: SyncJobDto | null) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries(trpc.sync.pathFilter());
  const start = useMutation(trpc.sync[kind].mutationOptions({ onSettled }));
  const pause = useMutation(trpc.sync.pause.mutationOptions({ onSettled }));
  const resume = useMutation(trpc.sync.resume.mutationOptions({ onSettled }));
  const cancel = useMutation(trpc.sync.cancel.mutationOptions({ onSettled }));
  const all = [start, pause, resume, cancel];
  const on = (mutation: typeof pause) => () => {
    if (open) mutation.mutate({ syncJobId: open.id });
  };
  return {
    does: {
      sync: ({ fetchAll = false }: { readonly fetchAll?: boolean } = {}) => start.mutate({ integrationId, fetchAll }),
      pause: on(pause),
      resume: on(resume),
      cancel: on(cancel),
    },
    busy: all.some(({ isPending }) => isPending),
    // The last that was refused, until something is done.
    error: all.find(({ isError }) => isError)?.error ?? null,
  };
}
