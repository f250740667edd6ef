import { setTimeout as wait } from "node:timers/promises";

import { Client, type ClientConfig } from "pg";

import type { Services } from "#context.ts";
import { endSilentHolder } from "#jobs/end-silent-holder.ts";

import { relayLockKey } from "./relay-batch.ts";
import { createBatchRunner } from "./relay-once.ts";
import { wakeChannel } from "./wake-relay.ts";

export interface RelayOptions {
  readonly connection: ClientConfig;
  readonly log: Services["log"];
  /** How long a lost wake-up may cost. Default 250. */
  readonly pollMs?: number;
  /** How often one that stands by asks for the lock. Default 400. */
  readonly standbyMs?: number;
  /** One that says nothing for so long has lost its turn: it was stopped, or the network forgot it. Default 5,000. */
  readonly silentMs?: number;
  /** Called when this relay takes over. */
  readonly onActive?: () => void;
}

export interface Relay {
  /** Finishes the batch under way, and lets another take over. */
  stop(): Promise<void>;
}

/** A connection on which no answer came for so long is dead, even if nobody has closed it. */
const answerMs = 15_000;

/**
 * Relays for as long as the process lives. Of all that run only one is at work, chosen by an advisory lock on the very
 * connection that it works on: whoever loses the connection loses the lock and the batch with it.
 */
export function startRelay(options: RelayOptions): Relay {
  const stopping = new AbortController();
  const ended = runRelay(options, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

async function runRelay(options: RelayOptions, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await relayOnConnection(options, signal);
    } catch (error) {
      options.log.warn({ err: error }, "relay_interrupted");
      await pause(500, signal);
    }
  }
}

async function relayOnConnection(options: RelayOptions, signal: AbortSignal): Promise<void> {
  const client = new Client({
    ...options.connection,
    application_name: "cartwright-relay",
    keepAlive: true,
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
  });
  const bell = createBell();
  const broken = new Promise<never>((_, reject) => client.on("error", reject));
  // The rejection is for those who wait on it; between waits nobody does.
  broken.catch(() => bell.ring());
  client.on("notification", () => bell.ring());
  signal.addEventListener("abort", bell.ring, { once: true });
  try {
    await client.connect();
    if (!(await becomeActive(client, options, signal))) return;
    options.onActive?.();
    options.log.info({}, "relay_active");
    await Promise.race([relayUntilStopped(client, options, { signal, bell }), broken]);
  } finally {
    signal.removeEventListener("abort", bell.ring);
    await client.end().catch(() => undefined);
  }
}

async function becomeActive(client: Client, options: RelayOptions, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    const { rows } = await client.query<{ locked: boolean }>("select pg_try_advisory_lock($1) as locked", [
      relayLockKey,
    ]);
    if (rows[0]?.locked === true) {
      await client.query(`listen ${wakeChannel}`);
      return true;
    }
    if (await endSilentHolder(client, { lockKey: relayLockKey, silentMs: options.silentMs ?? 5_000 })) {
      options.log.warn({}, "silent_relay_ended");
    }
    await pause(options.standbyMs ?? 400, signal);
  }
  return false;
}

async function relayUntilStopped(
  client: Client,
  { log, pollMs = 250 }: RelayOptions,
  { signal, bell }: { signal: AbortSignal; bell: Bell },
): Promise<void> {
  const batches = createBatchRunner({ client, log });
  while (!signal.aborted) {
    const { relayed } = await batches.run();
    if (relayed === 0) await bell.wait(pollMs);
  }
}

interface Bell {
  readonly ring: () => void;
  /** Until it rings or the time is up; a ring since the last wait counts. */
  wait(timeoutMs: number): Promise<void>;
}

function createBell(): Bell {
  let rung = false;
  let answer: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      answer?.();
    },
    async wait(timeoutMs) {
      if (!rung) {
        await new Promise<void>((done) => {
          const timer = setTimeout(done, timeoutMs);
          answer = () => {
            clearTimeout(timer);
            done();
          };
        });
      }
      answer = undefined;
      rung = false;
    },
  };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  // An abort ends the pause early; that is all it means here.
  await wait(ms, undefined, { signal }).catch(() => undefined);
}
