import { BoundedMap } from "../bounded-map.ts";
import { unixSeconds } from "../clock.ts";
import type { Clock } from "../clock.ts";
import type { Faults } from "../faults/faults.ts";
import type { Log } from "../log.ts";
import { newId } from "../new-id.ts";
import { postWebhook } from "./post-webhook.ts";
import type { PostOutcome } from "./post-webhook.ts";

type Channel = "stripe" | "posti" | "matkahuolto" | "erp" | "etsy" | "amazon";
export type WebhookTargets = Partial<Record<Channel, string>>;

interface Outgoing {
  channel: Channel;
  eventId: string;
  type: string;
  body: string;
  /** Replaces the path of the channel's target for this one delivery. */
  path?: string;
  /** Headers for one attempt; each attempt is signed anew with its own time. */
  sign(timestamp: number): Record<string, string>;
}

export interface DeliveryRecord {
  id: string;
  channel: Channel;
  eventId: string;
  type: string;
  url: string | null;
  state: "scheduled" | "delivered" | "retrying" | "failed" | "no_target";
  attempts: (PostOutcome & { at: string })[];
}

export interface Deliveries {
  /** Schedules a delivery; settles after its first attempt, whatever came of it. Never rejects. */
  send(outgoing: Outgoing, delayMs: number): Promise<DeliveryRecord>;
  list(channel?: Channel): DeliveryRecord[];
  pointAt: (targets: WebhookTargets) => void;
  targets: () => Record<string, string>;
  clear(): void;
  close(): void;
}

export interface DeliveryParts {
  clock: Clock;
  faults: Faults;
  log: Log;
  targets: WebhookTargets;
}

/** Quick enough for a demo, long enough (30 s) for a web process that restarts. */
const RETRY_AFTER_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000];
const MOST_RECORDS = 2_000;

export function createDeliveries(parts: DeliveryParts): Deliveries {
  const records = new BoundedMap<string, DeliveryRecord>(MOST_RECORDS);
  const targets: WebhookTargets = { ...parts.targets };
  const closing = new AbortController();

  async function attempt(record: DeliveryRecord, outgoing: Outgoing): Promise<void> {
    if (record.url === null || closing.signal.aborted) return;
    const headers = outgoing.sign(unixSeconds(parts.clock.now()));
    const at = parts.clock.now().toISOString();
    const outcome = await postWebhook({ ...parts, signal: closing.signal }, record.url, headers, outgoing.body);
    record.attempts.push({ ...outcome, at });
    const retryMs = RETRY_AFTER_MS[record.attempts.length - 1];
    record.state = outcome.ok ? "delivered" : retryMs === undefined ? "failed" : "retrying";
    parts.log("webhook_attempted", {
      delivery: record.id,
      eventId: record.eventId,
      type: record.type,
      state: record.state,
      ...outcome,
    });
    if (record.state === "retrying") parts.clock.schedule(retryMs ?? 0, () => void attempt(record, outgoing));
  }

  return {
    send(outgoing, delayMs) {
      const { channel, eventId, type } = outgoing;
      const url = resolveTarget(targets[channel], outgoing.path);
      const record: DeliveryRecord = {
        id: newId("dlv"),
        channel,
        eventId,
        type,
        url,
        state: url === null ? "no_target" : "scheduled",
        attempts: [],
      };
      records.set(record.id, record);
      if (url === null) return Promise.resolve(record);
      return new Promise((resolve) => {
        parts.clock.schedule(delayMs, () => void attempt(record, outgoing).then(() => resolve(record)));
      });
    },
    list: (channel) => records.newestFirst().filter((record) => channel === undefined || record.channel === channel),
    pointAt: (changed) => void Object.assign(targets, changed),
    targets: () => ({ ...targets }),
    clear: () => records.clear(),
    close: () => closing.abort(),
  };
}

function resolveTarget(target: string | undefined, path: string | undefined): string | null {
  if (target === undefined) return null;
  return path === undefined ? target : new URL(path, target).href;
}
