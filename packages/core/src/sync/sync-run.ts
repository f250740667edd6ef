import type { SyncChange, SyncItemError, SyncMode, SyncProgress } from "@cartwright/integrations/contracts";

/** A row of `sync_jobs`, as the store reads it. */
export interface SyncRunRow {
  readonly id: string;
  readonly status: string;
  readonly mode: SyncMode;
  readonly phase: SyncProgress["phase"];
  readonly cursor: string | null;
  readonly total_items: number | null;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly errors: number;
  readonly step: string | null;
  readonly samples: readonly SyncItemError[];
  readonly changes: readonly SyncChange[];
  readonly token: number;
  readonly lease_until: Date | null;
  /** The database's clock decides, so that no process's own clock matters. */
  readonly is_held: boolean;
}

export function progressOf(row: SyncRunRow): SyncProgress {
  const {
    phase,
    cursor,
    total_items: total,
    created,
    updated,
    unchanged,
    removed,
    errors,
    step,
    samples,
    changes,
  } = row;
  return { phase, cursor, total, created, updated, unchanged, removed, errors, step, samples, changes };
}

/** Under which a run's job is in the queue: at most one waits per job and organization. */
export function syncJobKey(organizationId: string, name: string): string {
  return `sync:${organizationId}:${name}`;
}

/** What one of a family's jobs is for (`shop-products/<what>`); undefined for a job that has no family. */
export function whatOf(name: string): string | undefined {
  const at = name.indexOf("/");
  return at < 0 ? undefined : name.slice(at + 1);
}

/** How often a run is tried again after it failed. */
export const syncMaxAttempts = 3;
