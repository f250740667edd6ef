import { createParser } from "eventsource-parser";
import { z } from "zod";

import type { DemoFile } from "../demo/demo-file.ts";

const eventShape = z.object({ event: z.string(), data: z.object({ orderId: z.string() }) });

export interface LiveEvent {
  readonly id: number;
  readonly event: string;
  readonly orderId: string;
}

/** A reader of the order events that remembers where it was, as a browser's EventSource does. */
export interface LiveReader {
  readonly seen: readonly LiveEvent[];
  /** Drops the connection and resumes from the last event. */
  reconnect(): Promise<void>;
  close(): void;
}

/** Opens `GET /api/v1/live/events?pattern=order.*` and collects what it tells. */
export async function readLive(demo: DemoFile): Promise<LiveReader> {
  const seen: LiveEvent[] = [];
  let lastId: string | undefined;
  let connection = new AbortController();
  const connect = async () => {
    connection = new AbortController();
    const { signal } = connection;
    const response = await fetch(`${demo.webUrl}/api/v1/live/events?pattern=order.*`, {
      signal,
      headers: { authorization: `Bearer ${demo.apiKey}`, ...(lastId === undefined ? {} : { "last-event-id": lastId }) },
    });
    if (!response.ok || !response.body) throw new Error(`the live stream answered ${response.status}`);
    const parser = createParser({
      onEvent: ({ id, data }) => {
        lastId = id ?? lastId;
        const event = eventShape.safeParse(parseOrNull(data));
        if (event.success && id !== undefined) {
          seen.push({ id: Number(id), event: event.data.event, orderId: event.data.data.orderId });
        }
      },
    });
    void pump(response.body, parser.feed, signal);
  };
  await connect();
  return {
    seen,
    async reconnect() {
      connection.abort();
      await connect();
    },
    close: () => connection.abort(),
  };
}

async function pump(
  body: ReadableStream<Uint8Array>,
  feed: (chunk: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const decoder = new TextDecoder();
  try {
    for await (const chunk of body) feed(decoder.decode(chunk, { stream: true }));
  } catch (error) {
    // Ending the connection is how a reader leaves.
    if (!signal.aborted) throw error;
  }
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // State frames need not be JSON objects of ours; the reader wants events only.
    return null;
  }
}
