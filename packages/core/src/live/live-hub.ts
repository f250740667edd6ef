import type { Pool } from "pg";

import type { Services } from "#context.ts";
import { eventsChannel } from "#outbox/relay-batch.ts";

import { createChannel, type Channel } from "./channel.ts";
import { createListener, type Listener } from "./listener.ts";
import type { LiveCounts } from "./live-counts.ts";
import { createMessage, ping } from "./live-message.ts";
import type { LiveReader } from "./live-reader.ts";
import { readLog, type LogEntry } from "./log-entry.ts";
import { defineStream } from "./stream-definitions.ts";
import { noStreams, type StreamInput } from "./stream-input.ts";

const pageSize = 500;
const mostKept = 1_000;
const tickMs = 5_000;
// With the time between two looks, a reader that takes nothing is gone within 40 seconds.
const stalledAfterMs = 34_000;
const pingEveryMs = 30_000;

/**
 * One per process: hears from the relay that the log has grown, reads it once, and hands each event to those who watch. The
 * relay numbers events as they become visible, so that reading on from the last number skips none.
 */
export class LiveHub {
  readonly #pool: Pool;
  readonly #log: Services["log"];
  readonly #channels = new Map<string, Channel>();
  readonly #users = new Map<string, number>();
  readonly #ticking: NodeJS.Timeout;
  readonly #listener: Listener;
  #started: Promise<void> | undefined;
  #lastSeq = 0n;
  #recent: LogEntry[] = [];
  /** Everything after this number is in `#recent`. */
  #recentSince = 0n;
  #pumping = false;
  #again = false;
  #lastPingAt = performance.now();
  #closing = false;
  #count = 0;
  #authenticated = 0;

  constructor({ db, log }: Pick<Services, "db" | "log">) {
    this.#pool = db.pool;
    this.#log = log;
    this.#listener = createListener({
      connection: db.pool.options,
      channel: eventsChannel,
      log,
      onNews: () => this.#pumpSoon(),
    });
    this.#ticking = setInterval(() => this.#tick(), tickMs);
    this.#ticking.unref();
  }

  get pool(): Pool {
    return this.#pool;
  }

  get closing(): boolean {
    return this.#closing;
  }

  get readers(): number {
    return this.#count;
  }

  counts(): LiveCounts {
    const byStream = noStreams();
    for (const { stream, readers } of this.#channels.values()) byStream[stream.name] += readers.size;
    return { streams: this.#count, authenticated: this.#authenticated, byStream };
  }

  readersOf(userKey: string): number {
    return this.#users.get(userKey) ?? 0;
  }

  /** Resolves once the hub hears of new events. */
  start(): Promise<void> {
    this.#started ??= this.#begin().catch((error: unknown) => {
      this.#started = undefined;
      throw error;
    });
    return this.#started;
  }

  /** What was handed out after `seq`, from memory; null when memory does not reach back, or has not come, that far. */
  recentAfter(seq: bigint): readonly LogEntry[] | null {
    if (seq < this.#recentSince || seq > this.#lastSeq) return null;
    return this.#recent.filter((entry) => entry.seq > seq);
  }

  add(input: StreamInput, reader: LiveReader): Channel {
    const stream = defineStream(input);
    const channel =
      this.#channels.get(stream.key) ?? createChannel(stream, { pool: this.#pool, input, log: this.#log });
    this.#channels.set(stream.key, channel);
    channel.readers.add(reader);
    this.#count += 1;
    if (isKnown(input)) this.#authenticated += 1;
    if (input.userKey !== undefined) this.#users.set(input.userKey, this.readersOf(input.userKey) + 1);
    return channel;
  }

  remove(input: StreamInput, channel: Channel, reader: LiveReader): void {
    const { userKey } = input;
    if (!channel.readers.delete(reader)) return;
    this.#count -= 1;
    if (isKnown(input)) this.#authenticated -= 1;
    if (channel.readers.size === 0 && this.#channels.get(channel.stream.key) === channel)
      this.#channels.delete(channel.stream.key);
    if (userKey === undefined) return;
    const left = this.readersOf(userKey) - 1;
    if (left > 0) this.#users.set(userKey, left);
    else this.#users.delete(userKey);
  }

  /** Tells every reader that the process is going, and ends their streams. New ones are refused. */
  async close({ gracePeriodMs }: { gracePeriodMs: number }): Promise<void> {
    this.#closing = true;
    clearInterval(this.#ticking);
    const farewell = createMessage({ id: null, event: "shutdown", data: JSON.stringify({ gracePeriodMs }) });
    for (const reader of this.#everyReader()) {
      reader.tell(farewell);
      reader.end({ drain: true });
    }
    await this.#listener.close();
  }

  async #begin(): Promise<void> {
    await this.#listener.ready();
    const { rows } = await this.#pool.query<{ seq: string }>("select coalesce(max(seq), 0) as seq from event_log");
    this.#lastSeq = BigInt(rows[0]?.seq ?? 0);
    this.#recentSince = this.#lastSeq;
  }

  #pumpSoon(): void {
    this.#again = true;
    if (this.#pumping || this.#started === undefined) return;
    this.#pumping = true;
    this.#pump()
      .catch((error: unknown) => this.#log.warn({ err: error }, "live_read_failed"))
      .finally(() => {
        this.#pumping = false;
      });
  }

  async #pump(): Promise<void> {
    await this.#started;
    while (this.#again) {
      this.#again = false;
      const entries = await readLog(this.#pool, { after: this.#lastSeq, limit: pageSize });
      if (entries.length === pageSize) this.#again = true;
      this.#handOut(entries);
    }
  }

  #handOut(entries: readonly LogEntry[]): void {
    const last = entries.at(-1);
    if (last === undefined) return;
    this.#lastSeq = last.seq;
    this.#recent.push(...entries);
    const dropped = this.#recent.splice(0, Math.max(0, this.#recent.length - mostKept)).at(-1);
    if (dropped !== undefined) this.#recentSince = dropped.seq;
    for (const channel of this.#channels.values()) channel.offer(entries);
  }

  #tick(): void {
    const now = performance.now();
    const pings = now - this.#lastPingAt >= pingEveryMs;
    if (pings) this.#lastPingAt = now;
    for (const reader of this.#everyReader()) {
      if (reader.stalledMs(now) > stalledAfterMs) reader.end();
      else if (pings) reader.tell(ping);
    }
    // A notification may be lost together with its connection.
    this.#pumpSoon();
  }

  #everyReader(): LiveReader[] {
    return [...this.#channels.values()].flatMap(({ readers }) => [...readers]);
  }
}

function isKnown({ userKey, viewer }: StreamInput): boolean {
  return userKey !== undefined || viewer.kind === "staff" || viewer.kind === "customer";
}
