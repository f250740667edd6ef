"use client";

import { useQuery } from "@tanstack/react-query";

import type { JobsOverviewDto } from "@cartwright/api/schemas";

import { useTRPC } from "#lib/trpc.ts";

const calmMs = 2_000;

/** How the queue stands, asked for again and again; every page of the jobs area shows it, and they share one answer. */
export function useJobsOverview() {
  const trpc = useTRPC();
  return useQuery(
    trpc.admin.jobs.overview.queryOptions(undefined, { refetchInterval: ({ state }) => refreshMs(state.data) }),
  );
}

/** How long to wait before the queue is asked again: a long one is looked at less often, so that looking does not slow it. */
export function useRefreshMs(): number {
  return refreshMs(useJobsOverview().data);
}

function refreshMs(overview: JobsOverviewDto | undefined): number {
  return Math.max(calmMs, overview?.validMs ?? 0);
}
