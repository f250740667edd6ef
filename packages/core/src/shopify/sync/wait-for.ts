import { setTimeout as wait } from "node:timers/promises";

/** Waits; ends with the signal's reason when that fires. */
export async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw error;
  });
}
