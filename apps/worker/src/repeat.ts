import { setTimeout as wait } from "node:timers/promises";

import type { Services } from "@cartwright/core";

export interface Repetition {
  /** Lets the round under way finish. */
  stop(): Promise<void>;
}

/** Does something again and again, `everyMs` after it was last done. A failure is logged, and the next round comes. */
export function repeat(
  { name, everyMs, log }: { name: string; everyMs: number; log: Services["log"] },
  work: () => Promise<unknown>,
): Repetition {
  const stopping = new AbortController();
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await work();
      } catch (error) {
        log.warn({ err: error, name }, "round_failed");
      }
      // An abort ends the wait early; that is all it means here.
      await wait(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
