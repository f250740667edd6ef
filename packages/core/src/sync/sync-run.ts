import type { SyncItemError, SyncProgress } from "@cartwright/integrations/contracts";

/** A row of `sync_runs`, as the store reads it. */
export interface SyncRunRow {
  readonly id: string;
  readonly status: string;
  readonly phase: SyncProgress["phase"];
  readonly cursor: string | null;
  readonly total_items: number | null;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly errors: number;
  readonly samples: readonly SyncItemError[];
  readonly token: number;
  readonly lease_until: Date | null;
  /** The database's clock decides, so that no process's own clock matters. */
  readonly is_held: boolean;
}

export function progressOf(row: SyncRunRow): SyncProgress {
  const { phase, cursor, total_items: total, created, updated, unchanged, removed, errors, samples } = row;
  return { phase, cursor, total, created, updated, unchanged, removed, errors, samples };
}

/** Under which a run's job is in the queue: at most one waits per job and organization. */
export function syncJobKey(organizationId: string, name: string): string {
  return `sync:${organizationId}:${name}`;
}

/** How often a run is tried again after it failed. */
export const syncMaxAttempts = 3;
