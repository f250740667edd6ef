import { createHmac, timingSafeEqual } from "node:crypto";

import { BoundedMap } from "../bounded-map.ts";
import type { Clock } from "../clock.ts";
import type { Exchange } from "../server/exchange.ts";

export interface ReceivedCallback {
  /** Counts up for as long as the sandbox runs, across resets; `since` means "after this one". */
  seq: number;
  receivedAt: string;
  event: string | null;
  headers: Record<string, string>;
  rawBody: string;
  json: unknown;
  /** Whether the Standard Webhooks signature holds for a secret that was told; null while none was. */
  verified: boolean | null;
  /** What this request was answered with. */
  status: number;
}

export interface Receiver {
  /** @param json the body as parsed, null when it is not JSON */
  receive(exchange: Exchange, json: unknown, status: number): ReceivedCallback;
  list(filter: { event?: string | undefined; since: number; limit: number }): ReceivedCallback[];
  tellSecret(secret: string): void;
  clear(): void;
  reset(): void;
}

const MOST_KEPT = 2_000;
const MOST_SECRETS = 50;
const TOLERANCE_S = 300;

/** Records callbacks and checks their signatures. Several endpoints may call here, each with its own secret: any that fits counts. */
export function createReceiver(clock: Clock): Receiver {
  const kept = new BoundedMap<number, ReceivedCallback>(MOST_KEPT);
  const secrets = new BoundedMap<string, Buffer>(MOST_SECRETS);
  let seq = 0;
  return {
    receive(exchange, json, status) {
      const rawBody = exchange.rawBody.toString("utf8");
      const headers = plainHeaders(exchange);
      const nowSeconds = clock.now().getTime() / 1000;
      const verified =
        secrets.size === 0
          ? null
          : [...secrets.values()].some((key) => isSigned(key, headers, exchange.rawBody, nowSeconds));
      const callback = {
        seq: ++seq,
        receivedAt: clock.now().toISOString(),
        event: readEvent(json),
        headers,
        rawBody,
        json,
        verified,
        status,
      };
      kept.set(callback.seq, callback);
      return callback;
    },
    list: ({ event, since, limit }) =>
      [...kept.values()]
        .filter((callback) => callback.seq > since && (event === undefined || matchesEvent(event, callback.event)))
        .slice(0, limit),
    tellSecret: (secret) => void secrets.set(secret, Buffer.from(secret.replace(/^whsec_/, ""), "base64")),
    clear: () => kept.clear(),
    reset: () => {
      kept.clear();
      secrets.clear();
    },
  };
}

/** Standard Webhooks: `v1,<base64 HMAC-SHA256 of id.timestamp.body>`, several separated by spaces, within five minutes. */
function isSigned(key: Buffer, headers: Record<string, string>, rawBody: Buffer, nowSeconds: number): boolean {
  const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures } = headers;
  if (id === undefined || signatures === undefined || timestamp === undefined || !/^\d{1,12}$/.test(timestamp))
    return false;
  if (Math.abs(nowSeconds - Number(timestamp)) > TOLERANCE_S) return false;
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(rawBody).digest();
  return signatures.split(" ").some((entry) => {
    const [version, encoded = ""] = entry.split(",");
    const given = Buffer.from(encoded, "base64");
    return version === "v1" && given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function plainHeaders(exchange: Exchange): Record<string, string> {
  return Object.fromEntries(
    Object.entries(exchange.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
}

function readEvent(json: unknown): string | null {
  const event = typeof json === "object" && json !== null && "event" in json ? json.event : null;
  return typeof event === "string" ? event : null;
}

/** `order.*` takes every event that starts with `order.`. */
function matchesEvent(pattern: string, event: string | null): boolean {
  if (event === null) return false;
  return pattern.endsWith("*") ? event.startsWith(pattern.slice(0, -1)) : event === pattern;
}
