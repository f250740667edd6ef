import { setTimeout as wait } from "node:timers/promises";

import type { Services } from "@cartwright/core";

export interface Repetition {
  /** Starts the next round now; after the one under way, if there is one. */
  wake(): void;
  /** Lets the round under way finish. */
  stop(): Promise<void>;
}

/** Does something again and again, `everyMs` after it was last done. A failure is logged, and the next round comes. */
export function repeat(
  { name, everyMs, log }: { name: string; everyMs: number; log: Services["log"] },
  work: () => Promise<unknown>,
): Repetition {
  let stopped = false;
  let pause = new AbortController();
  const ended = (async () => {
    while (!stopped) {
      // Whoever wakes from here on wants another round, even while this one is under way.
      pause = new AbortController();
      try {
        await work();
      } catch (error) {
        log.warn({ err: error, name }, "round_failed");
      }
      // An abort ends the wait early; that is all it means here.
      if (!isStopped()) await wait(everyMs, undefined, { signal: pause.signal }).catch(() => undefined);
    }
  })();
  function isStopped(): boolean {
    return stopped;
  }
  return {
    wake: () => pause.abort(),
    async stop() {
      stopped = true;
      pause.abort();
      await ended;
    },
  };
}
