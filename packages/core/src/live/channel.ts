import type { Pool } from "pg";

import type { Services } from "#context.ts";

import { createMessage, type LiveMessage } from "./live-message.ts";
import type { LiveReader } from "./live-reader.ts";
import type { LogEntry } from "./log-entry.ts";
import { readState } from "./read-state.ts";
import type { StreamDefinition } from "./stream-definitions.ts";
import type { StreamInput } from "./stream-input.ts";

/** All who see exactly the same: what reaches them is decided and made once. */
export interface Channel {
  readonly stream: StreamDefinition;
  readonly readers: Set<LiveReader>;
  offer(entries: readonly LogEntry[]): void;
  /** The present state as a message; unless it must be fresh, one that was read up to a quarter of a second ago will do. */
  state(event: "state" | "resync", options?: { fresh: boolean }): Promise<{ message: LiveMessage; upTo: bigint }>;
}

interface ChannelSources {
  readonly pool: Pool;
  readonly input: StreamInput;
  readonly log: Services["log"];
}

const shareStateMs = 250;
const newestEveryMs = 100;

/** Makes the channel of a stream. */
export function createChannel(stream: StreamDefinition, { pool, input, log }: ChannelSources): Channel {
  const readers = new Set<LiveReader>();
  let shared: { at: number; state: ReturnType<typeof readState> } | undefined;
  let refreshing: NodeJS.Timeout | undefined;

  const currentState = (): ReturnType<typeof readState> => {
    const now = performance.now();
    if (shared === undefined || now - shared.at > shareStateMs) {
      const state = readState(pool, input);
      shared = { at: now, state };
      state.catch(() => (shared = undefined));
    }
    return shared.state;
  };
  const tellNewest = async (): Promise<void> => {
    refreshing = undefined;
    const { seq, data } = await readState(pool, input);
    const message = createMessage({ id: seq.toString(), event: input.stream, data: JSON.stringify(data) });
    for (const reader of readers) reader.offer(seq, message);
  };
  return {
    stream,
    readers,
    offer(entries) {
      const accepted = entries.filter((entry) => stream.accepts(entry));
      if (stream.newestOnly) {
        if (accepted.length === 0) return;
        refreshing ??= setTimeout(() => {
          tellNewest().catch((error: unknown) => log.warn({ err: error }, "live_state_failed"));
        }, newestEveryMs);
        return;
      }
      for (const entry of accepted) for (const reader of readers) reader.offer(entry.seq, entry.message);
    },
    async state(event, { fresh } = { fresh: false }) {
      const { seq, data } = await (fresh ? readState(pool, input) : currentState());
      return { message: createMessage({ id: seq.toString(), event, data: JSON.stringify(data) }), upTo: seq };
    },
  };
}
