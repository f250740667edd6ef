"use client";

import { useState } from "react";

import type { SyncJobDto } from "@cartwright/api/schemas";

import { addMoment, type Moment, paceOf, type SyncPace } from "./pace.ts";

export type { SyncPace } from "./pace.ts";

const none: SyncPace = { perSecond: null, secondsLeft: null };

/** How fast a run is, as seen over the last answers about it, of which the newest came at `atMs`. */
export function usePace(run: SyncJobDto | null, atMs: number): SyncPace {
  const [moments, setMoments] = useState<readonly Moment[]>([]);
  const last = moments.at(-1);
  if (run !== null && (last?.id !== run.id || last.done !== run.processedItems))
    setMoments(addMoment(moments, { id: run.id, done: run.processedItems, atMs }));
  return run?.status === "running" ? paceOf(moments, run.totalItems) : none;
}
