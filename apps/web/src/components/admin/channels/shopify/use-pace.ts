"use client";

import { useEffect, useState } from "react";

import type { SyncJobDto } from "@cartwright/api/schemas";

import { addMoment, type Moment, paceOf, type SyncPace } from "./pace.ts";

export type { SyncPace } from "./pace.ts";

const none: SyncPace = { perSecond: null, secondsLeft: null };

/** How fast a run is, as seen over the last moments that this page has looked at it. */
export function usePace(run: SyncJobDto | null): SyncPace {
  const [moments, setMoments] = useState<readonly Moment[]>([]);
  const id = run?.id ?? null;
  const done = run?.processedItems ?? 0;
  useEffect(() => {
    setMoments((before) => (id === null ? [] : addMoment(before, { id, done, atMs: Date.now() })));
  }, [id, done]);
  if (run?.status !== "running") return none;
  return paceOf(moments, run.totalItems);
}
