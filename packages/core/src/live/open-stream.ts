import type { Services } from "#context.ts";
import { DomainError } from "#errors.ts";

import type { Channel } from "./channel.ts";
import type { LiveCounts } from "./live-counts.ts";
import { LiveHub } from "./live-hub.ts";
import type { LiveMessage } from "./live-message.ts";
import { coalesceBytes, LiveReader, type Backlog } from "./live-reader.ts";
import { readOwnLog, type LogEntry } from "./log-entry.ts";
import { noStreams, type StreamInput } from "./stream-input.ts";

export interface LiveStream extends AsyncIterable<LiveMessage> {
  /** All messages that wait, or the next; null at the end. For one consumer. */
  take(): Promise<readonly LiveMessage[] | null>;
  close(): void;
}

const mostReplayed = 1_000;
const hubs = new WeakMap<Services["db"], LiveHub>();

/**
 * Watches a stream: first the present state (`state`), then changes. With `lastEventId` only what came after it; when that
 * is further back than what is kept, more than 1,000 events or more bytes than are held for a reader, one `resync` with the present state instead.
 *
 * A reader that takes nothing for 40 seconds is ended; one that is slow gets the newest state. At shutdown the last message
 * is `shutdown`.
 *
 * @throws DomainError `stream_limit_reached`, `service_unavailable` while shutting down, `unauthenticated` or `forbidden`
 * for a stream that this viewer may not see, `invalid_input` for a `lastEventId` that is no number
 */
export function openStream(services: Pick<Services, "db" | "log">, input: StreamInput): LiveStream {
  const hub = hubOf(services);
  checkViewer(input);
  checkLimits(hub, input);
  const after = parseLastEventId(input.lastEventId);
  const source = {
    begin: async () => {
      await hub.start();
      return after === null ? stateOf(hub, channel, "state") : replay(hub, { channel, input, after });
    },
    resync: () => stateOf(hub, channel, "resync"),
  };
  const reader = new LiveReader(source, () => hub.remove(input, channel, reader));
  const channel = hub.add(input, reader);
  return {
    take: () => reader.take(),
    close: () => reader.end(),
    async *[Symbol.asyncIterator]() {
      try {
        for (let batch = await reader.take(); batch !== null; batch = await reader.take()) yield* batch;
      } finally {
        reader.end();
      }
    },
  };
}

/** Ends every stream of this process with a `shutdown` message, and refuses new ones. */
export async function closeLive(services: Pick<Services, "db">, options: { gracePeriodMs: number }): Promise<void> {
  await hubs.get(services.db)?.close(options);
}

/** The streams that this process has open. */
export function countLive(services: Pick<Services, "db">): LiveCounts {
  const none = { streams: 0, authenticated: 0, byStream: noStreams() };
  return hubs.get(services.db)?.counts() ?? none;
}

/** How many streams this process has open. */
export function liveReaders(services: Pick<Services, "db">): number {
  return hubs.get(services.db)?.readers ?? 0;
}

function hubOf(services: Pick<Services, "db" | "log">): LiveHub {
  const hub = hubs.get(services.db) ?? new LiveHub(services);
  hubs.set(services.db, hub);
  return hub;
}

function checkViewer({ stream, viewer }: StreamInput): void {
  if (stream === "catalog" || stream === "order-count") return;
  if (viewer.kind === "anyone") throw new DomainError("unauthenticated");
  if ((stream === "low-stock" || stream === "recent-orders") && viewer.kind !== "staff")
    throw new DomainError("forbidden");
}

function checkLimits(hub: LiveHub, { userKey, limits }: StreamInput): void {
  if (hub.closing) throw new DomainError("service_unavailable");
  const { perUser = 5, perProcess = 2_000 } = limits ?? {};
  const mine = userKey === undefined ? 0 : hub.readersOf(userKey);
  if (mine >= perUser) throw new DomainError("stream_limit_reached", { limit: perUser });
  if (hub.readers >= perProcess) throw new DomainError("stream_limit_reached", { limit: perProcess });
}

function parseLastEventId(value: string | null | undefined): bigint | null {
  if (value === undefined || value === null || value === "") return null;
  if (!/^\d{1,18}$/.test(value)) throw new DomainError("invalid_input", { field: "lastEventId" });
  return BigInt(value);
}

async function stateOf(hub: LiveHub, channel: Channel, event: "state" | "resync"): Promise<Backlog> {
  if (event === "state") {
    // A shared state may be older than this reader: what was handed out since then follows it.
    const shared = await channel.state(event);
    const since = channel.stream.newestOnly ? [] : hub.recentAfter(shared.upTo);
    if (since !== null) return withEntries(channel, since, { messages: [shared.message], upTo: shared.upTo });
  }
  // One that is read after the reader joined needs nothing added.
  const { message, upTo } = await channel.state(event, { fresh: true });
  return { messages: [message], upTo };
}

function withEntries(channel: Channel, entries: readonly LogEntry[], { messages, upTo }: Backlog): Backlog {
  const accepted = entries.filter((entry) => channel.stream.accepts(entry)).map(({ message }) => message);
  return { messages: [...messages, ...accepted], upTo: entries.at(-1)?.seq ?? upTo };
}

interface Replay {
  readonly channel: Channel;
  readonly input: StreamInput;
  readonly after: bigint;
}

async function replay(hub: LiveHub, { channel, input, after }: Replay): Promise<Backlog> {
  if (channel.stream.newestOnly) {
    const newest = await stateOf(hub, channel, "state");
    return newest.upTo > after ? newest : { messages: [], upTo: after };
  }
  const missed = hub.recentAfter(after) ?? (await readMissed(hub, { channel, input, after }));
  if (missed === null) return stateOf(hub, channel, "resync");
  const backlog = withEntries(channel, missed, { messages: [], upTo: after });
  const bytes = backlog.messages.reduce((sum, message) => sum + message.bytes, 0);
  return bytes > coalesceBytes ? stateOf(hub, channel, "resync") : backlog;
}

async function readMissed(hub: LiveHub, { channel, input, after }: Replay): Promise<readonly LogEntry[] | null> {
  const { rows } = await hub.pool.query<{ first: string | null; last: string | null }>(
    "select min(seq) as first, max(seq) as last from event_log",
  );
  const first = BigInt(rows[0]?.first ?? 0);
  const last = BigInt(rows[0]?.last ?? 0);
  if (after + 1n < first || after > last) return null;
  const { organizationId } = input;
  const patterns = channel.stream.patterns;
  const entries = await readOwnLog(hub.pool, { organizationId, patterns, after, limit: mostReplayed + 1 });
  return entries.length > mostReplayed ? null : entries;
}
