import { namedId } from "@cartwright/db";
import {
  ProviderRefusedError,
  ProviderUnavailableError,
  RateLimitedError,
  type StockChannel,
} from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";

import type { PushTarget } from "./enqueue-due-pushes.ts";
import { failureWords } from "./failure-words.ts";
import { pushDelayMs, refusedStoreMs } from "./push-delay.ts";
import { endPushLease, keepPushLease, type PushLease, takePushLease } from "./push-lease.ts";
import { type DueListing, readDueListings } from "./read-due-listings.ts";
import { recordPush } from "./record-push.ts";

export interface PushedStock {
  /** Listings that took their quantity. */
  readonly told: number;
  /** Listings that the channel refused. */
  readonly refused: number;
  /** `busy`: somebody else pushes to this store, or nothing is due. `delayed`: the channel was not to be had. */
  readonly end: "busy" | "delayed" | "done" | "taken_over";
}

/**
 * Tells a store of a channel how many there are now of everything that changed, batch by batch, the newest number each time.
 * One at a time for a store, whoever asks; safe to repeat. A channel that is away is left alone for longer and longer, and
 * what is due stays so. Each set of quantities has one idempotency key, however often it must be sent.
 */
export async function pushStock(
  services: Pick<Services, "db" | "log" | "now" | "stockChannels">,
  target: PushTarget,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<PushedStock> {
  const channel = services.stockChannels?.[target.channel];
  const lease = channel === undefined ? null : await takePushLease(services, target);
  if (channel === undefined || lease === null) return { told: 0, refused: 0, end: "busy" };
  const counts = { told: 0, refused: 0 };
  try {
    const end = await pushAll(services, lease, { channel, counts, signal });
    if (end === "done") await endPushLease(services, lease, { error: null, againInMs: null });
    return { ...counts, end };
  } catch (error) {
    await delay(services, lease, { error, isStopping: signal?.aborted === true });
    if (!isTheirs(error)) throw error;
    return { ...counts, end: "delayed" };
  }
}

interface Push {
  readonly channel: StockChannel;
  readonly counts: { told: number; refused: number };
  readonly signal: AbortSignal | undefined;
}

async function pushAll(
  services: Pick<Services, "db" | "now">,
  lease: PushLease,
  { channel, counts, signal }: Push,
): Promise<"done" | "taken_over"> {
  const { organizationId, storeId } = lease.target;
  for (;;) {
    const batch = await readDueListings(services, { target: lease.target, limit: channel.batchSize });
    if (batch.length === 0) return "done";
    signal?.throwIfAborted();
    if (!(await keepPushLease(services, lease))) return "taken_over";
    const outcomes = await channel.setQuantities({
      organizationId,
      storeId,
      idempotencyKey: keyOf(batch),
      quantities: batch.map(({ listing, quantity }) => ({ listing, quantity })),
      signal,
    });
    const pushed = await recordPush(services, lease, { batch, outcomes });
    if (pushed === null) return "taken_over";
    counts.told += pushed.told;
    counts.refused += pushed.refused;
  }
}

// The same listings with the same numbers, as long as the channel has not been heard of them: after that the same number is
// another push, since something lay in between.
function keyOf(batch: readonly DueListing[]): string {
  return namedId(JSON.stringify(batch.map(({ id, quantity, pushedRevision }) => [id, quantity, pushedRevision])));
}

async function delay(
  services: Pick<Services, "db" | "log" | "now">,
  lease: PushLease,
  { error, isStopping }: { error: unknown; isStopping: boolean },
): Promise<void> {
  if (isStopping) return endPushLease(services, lease, { error: null, againInMs: 0 });
  const { target, failures } = lease;
  const againInMs =
    error instanceof ProviderRefusedError
      ? refusedStoreMs
      : pushDelayMs({
          failures: failures + 1,
          retryAfterMs: isForNow(error) ? error.retryAfterMs : null,
          random: Math.random(),
        });
  services.log.warn({ err: error, ...target, againInMs }, "stock_push_delayed");
  await endPushLease(services, lease, { error: failureWords(target.channel, error).slice(0, 500), againInMs });
}

function isTheirs(error: unknown): boolean {
  return isForNow(error) || error instanceof ProviderRefusedError;
}

function isForNow(error: unknown): error is ProviderUnavailableError | RateLimitedError {
  return error instanceof ProviderUnavailableError || error instanceof RateLimitedError;
}
