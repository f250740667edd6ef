import { setTimeout as wait } from "node:timers/promises";

import { Client, type ClientConfig } from "pg";

import type { Services } from "#context.ts";

export interface Listener {
  /** Resolves once it listens for the first time. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

export interface ListenerOptions {
  readonly connection: ClientConfig;
  readonly channel: string;
  readonly log: Services["log"];
  /** How often it asks whether the connection is still one. Default 15,000. */
  readonly checkMs?: number;
  /** For so long it waits for the answer, and for a connection. Default 10,000. */
  readonly answerMs?: number;
  /** There is news, with what was said of it; or there may be, after a connection was made or made anew: then nothing is said. */
  readonly onNews: (payload?: string) => void;
}

/** Listens on one connection of its own, and makes a new one whenever that is lost. */
export function createListener(options: ListenerOptions): Listener {
  const stopping = new AbortController();
  const first = Promise.withResolvers<void>();
  let ended: Promise<void> | undefined;
  return {
    ready() {
      ended ??= listenUntilStopped(options, { signal: stopping.signal, onListening: first.resolve });
      return first.promise;
    },
    async close() {
      stopping.abort();
      await ended;
    },
  };
}

interface Listening {
  readonly signal: AbortSignal;
  readonly onListening: () => void;
}

async function listenUntilStopped(options: ListenerOptions, listening: Listening): Promise<void> {
  const { signal } = listening;
  while (!signal.aborted) {
    try {
      await listenOnce(options, listening);
    } catch (error) {
      options.log.warn({ err: error, channel: options.channel }, "listener_interrupted");
      // An abort ends the wait early; that is all it means here.
      await wait(250, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function listenOnce(options: ListenerOptions, listening: Listening): Promise<void> {
  const { connection, channel, onNews, checkMs = 15_000, answerMs = 10_000 } = options;
  const { signal, onListening } = listening;
  const client = new Client({
    ...connection,
    application_name: "cartwright-live",
    keepAlive: true,
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
  });
  const over = Promise.withResolvers<void>();
  client.on("error", over.reject);
  client.on("end", over.resolve);
  client.on("notification", ({ payload }) => onNews(payload));
  // Rejections between the awaits below are heard by the last of them.
  over.promise.catch(() => undefined);
  const stop = (): void => over.resolve();
  let checking: NodeJS.Timeout | undefined;
  signal.addEventListener("abort", stop, { once: true });
  try {
    await client.connect();
    await client.query(`listen ${channel}`);
    // One who only listens never finds out that the network has forgotten the connection.
    checking = setInterval(() => void client.query("select 1").catch(over.reject), checkMs);
    onListening();
    onNews();
    await over.promise;
  } finally {
    clearInterval(checking);
    signal.removeEventListener("abort", stop);
    await client.end().catch(() => undefined);
  }
}
