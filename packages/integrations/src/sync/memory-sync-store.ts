import { randomUUID } from "node:crypto";

import { SyncBusyError } from "../contracts/sync-errors.ts";
import type { SyncLease, SyncProgress, SyncStore } from "../contracts/sync.ts";

/** Where every run begins. */
export const noProgress: SyncProgress = {
  phase: "fetch",
  cursor: null,
  total: null,
  created: 0,
  updated: 0,
  unchanged: 0,
  removed: 0,
  errors: 0,
  step: null,
  samples: [],
  changes: [],
};

// Nobody else sees this memory, so nobody takes over; the time bounds nothing.
const leaseMs = 60_000;

interface JobMemory {
  running: boolean;
  /** Of the run that was let go of. */
  kept: { runId: string; progress: SyncProgress } | null;
  /** The run that saw each id last. */
  readonly marks: Map<string, string>;
}

/** Keeps runs in this process's memory, for as long as it lives. */
export function createMemorySyncStore(): SyncStore {
  const jobs = new Map<string, JobMemory>();
  return {
    async begin(name) {
      const memory = jobs.get(name) ?? { running: false, kept: null, marks: new Map() };
      jobs.set(name, memory);
      if (memory.running) throw new SyncBusyError(name, new Date(Date.now() + leaseMs));
      memory.running = true;
      return openLease(memory);
    },
  };
}

function openLease(memory: JobMemory): SyncLease {
  const { runId, progress } = memory.kept ?? { runId: randomUUID(), progress: noProgress };
  const vanished = () => [...memory.marks].filter(([, seenBy]) => seenBy !== runId).map(([id]) => id);
  const end = (kept: JobMemory["kept"]): void => {
    memory.running = false;
    memory.kept = kept;
  };
  return {
    runId,
    mode: "full",
    progress,
    leaseMs,
    keep: async () => "go_on",
    async save(_, seenIds) {
      for (const id of seenIds) memory.marks.set(id, runId);
      return "go_on";
    },
    async vanished(after, limit) {
      const ids = vanished().toSorted();
      return ids.filter((id) => after === null || id > after).slice(0, limit);
    },
    countVanished: async () => ({ vanished: vanished().length, known: memory.marks.size }),
    async forget(_, removedIds) {
      for (const id of removedIds) memory.marks.delete(id);
      return "go_on";
    },
    finish: async () => end(null),
    release: async (_, kept) => end({ runId, progress: kept }),
  };
}
