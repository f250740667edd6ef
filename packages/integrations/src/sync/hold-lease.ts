import { SyncLeaseLostError } from "../contracts/sync-errors.ts";
import type { SyncLease, SyncProgress, SyncRequest } from "../contracts/sync.ts";
import type { Tally } from "./tally.ts";

/** Thrown within a run that somebody asked to stop. */
export class StopRequested extends Error {
  readonly request: "pause" | "cancel";

  constructor(request: "pause" | "cancel") {
    super(`asked to ${request}`);
    this.request = request;
  }
}

/** A lease that is kept alive, and the signal of everything that ends the run. */
export interface HeldLease extends Disposable {
  readonly lease: SyncLease;
  readonly signal: AbortSignal;
  /** Throws when the run must not go on: before every effect, since nobody stops a process that was asleep. */
  check(): void;
  save(tally: Tally, seenIds: readonly string[]): Promise<void>;
  forget(tally: Tally, removedIds: readonly string[]): Promise<void>;
}

export interface HoldOptions {
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((progress: SyncProgress) => void) | undefined;
}

/** Extends the lease at a quarter of its time, for as long as it is held. */
export function holdLease(lease: SyncLease, { signal: outer, onProgress }: HoldOptions): HeldLease {
  const ending = new AbortController();
  let heldUntil = performance.now() + lease.leaseMs;
  const leave = (): void => ending.abort(outer?.reason);
  if (outer?.aborted) leave();
  outer?.addEventListener("abort", leave, { once: true });
  const extend = async (write: () => Promise<SyncRequest>): Promise<void> => {
    const asked = performance.now();
    const request = await write();
    // Counted from before the question: the store's clock started somewhere in between.
    heldUntil = asked + lease.leaseMs;
    if (request !== "go_on") ending.abort(new StopRequested(request));
  };
  const timer = setInterval(() => {
    extend(() => lease.keep()).catch((error: unknown) => {
      // Any other fault may pass before the lease ends.
      if (error instanceof SyncLeaseLostError) ending.abort(error);
    });
  }, lease.leaseMs / 4);
  const record = async (tally: Tally, write: () => Promise<SyncRequest>): Promise<void> => {
    await extend(write);
    tally.markSaved();
    onProgress?.(tally.progress());
  };
  return {
    lease,
    signal: ending.signal,
    check() {
      ending.signal.throwIfAborted();
      if (performance.now() >= heldUntil) throw new SyncLeaseLostError(lease.runId);
    },
    save: (tally, seenIds) => record(tally, () => lease.save(tally.progress(), seenIds)),
    forget: (tally, removedIds) => record(tally, () => lease.forget(tally.progress(), removedIds)),
    [Symbol.dispose]() {
      clearInterval(timer);
      outer?.removeEventListener("abort", leave);
    },
  };
}
