import { z } from "zod";

import type { SyncRun } from "@cartwright/db";

const statuses = z.enum(["pending", "running", "completed", "failed", "cancelled", "paused"]);
const modes = z.enum(["full", "incremental"]);

export interface SyncRunView {
  readonly id: string;
  readonly name: string;
  readonly status: z.output<typeof statuses>;
  readonly mode: z.output<typeof modes>;
  /** What it is busy with, in a word, while it goes on. */
  readonly step: string | null;
  readonly processedItems: number;
  /** Null when the source does not say. */
  readonly totalItems: number | null;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly errors: number;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly completedAt: Date | null;
  /** Why it failed, or waits for its source. */
  readonly errorMessage: string | null;
  /** When one that waits for its source asks again; null for one that does not wait for it. */
  readonly nextTryAt: Date | null;
  /** What somebody asked a running one to do, and it has not done yet. */
  readonly request: string | null;
}

/** A run's row as people see it. */
export function toSyncRunView(run: SyncRun): SyncRunView {
  const { id, name, step, totalItems, created, updated, unchanged, removed, errors } = run;
  const { createdAt, startedAt, finishedAt, nextTryAt, errorMessage, request } = run;
  const counts = { created, updated, unchanged, removed, errors };
  const processedItems = created + updated + unchanged + errors;
  const times = {
    createdAt,
    startedAt,
    completedAt: finishedAt,
    nextTryAt: run.status === "pending" ? nextTryAt : null,
  };
  const state = { status: statuses.parse(run.status), mode: modes.parse(run.mode) };
  return { id, name, ...state, step, processedItems, totalItems, ...counts, ...times, errorMessage, request };
}
