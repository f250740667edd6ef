import type { Services } from "#context.ts";
import { matchesPattern } from "#outbox/catalogue.ts";

/** An event in memory, before its type is told to the compiler. */
export interface HeardEvent {
  readonly type: string;
  readonly data: unknown;
  readonly emittedAt: Date;
}

export interface Listeners {
  add(pattern: string, listener: (event: HeardEvent) => unknown): () => void;
  tell(event: HeardEvent): void;
}

/** Listeners of this process. Each runs by itself, after the emitter has gone on: none can hold up or break another. */
export function createListeners({ log }: Pick<Services, "log">): Listeners {
  const all = new Set<{ pattern: string; listener: (event: HeardEvent) => unknown }>();
  const run = async (listener: (event: HeardEvent) => unknown, event: HeardEvent): Promise<void> => {
    try {
      await Promise.resolve();
      await listener(event);
    } catch (error) {
      log.error({ err: error, type: event.type }, "event_listener_failed");
    }
  };
  return {
    add(pattern, listener) {
      const entry = { pattern, listener };
      all.add(entry);
      return () => void all.delete(entry);
    },
    tell(event) {
      for (const { pattern, listener } of all) if (matchesPattern(pattern, event.type)) void run(listener, event);
    },
  };
}
