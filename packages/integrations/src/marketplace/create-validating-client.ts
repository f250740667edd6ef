import { z } from "zod";

import type { ChannelName } from "#contracts/channel.ts";
import { ProviderRefusedError } from "#contracts/errors.ts";
import type { MarketplaceClient, MarketplaceStore, ReceiptAnswer } from "#contracts/marketplace.ts";
import { createGuard, type Guard, type GuardSettings } from "#resilience/index.ts";
import { type FetchLike, readRetryAfter, withRetry } from "#retry/index.ts";

import { readDecimal } from "./amounts.ts";
import { parseAnswer } from "./parse-answer.ts";
import { sendOnce, type VendorAnswer } from "./send-once.ts";

export interface ValidatingClientOptions extends GuardSettings {
  readonly marketplace: ChannelName;
  /** The validation service; `/mock/<marketplace>/validate` is below it. */
  readonly baseUrl: string;
  /** Our sign-in there. */
  readonly user: string;
  readonly password: string;
  readonly fetch?: FetchLike;
}

const validatedReceipt = z.discriminatedUnion("status", [
  z.object({ status: z.literal(true), orderId: z.string().min(1), amount: z.number(), currency: z.string().length(3) }),
  z.object({ status: z.literal(false) }),
]);

const patience = { maxAttempts: 2, delayMs: 100, budgetMs: 8_000 };

/**
 * A marketplace behind a service that judges receipts one by one: valid with the order's total, not valid, or too many. It has
 * no lists and knows nothing of stock. Asking twice about one receipt gives the same answer.
 */
export function createValidatingClient(
  options: ValidatingClientOptions,
): MarketplaceClient & { readonly guard: Guard } {
  const { marketplace, baseUrl, user, password, fetch: send = fetch, timeoutMs, opensAfter, maxConcurrent } = options;
  const guard = createGuard({ name: `${marketplace}-validate`, timeoutMs, opensAfter, maxConcurrent });
  const url = `${baseUrl.replace(/\/+$/, "")}/mock/${marketplace}/validate`;
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  const headers = { authorization, "content-type": "application/json" };

  async function fetchReceipt(
    { currency }: MarketplaceStore,
    receipt: string,
    { signal }: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<ReceiptAnswer> {
    const body = JSON.stringify({ receipt, currency });
    return withRetry(
      ({ signal: ending }) =>
        guard.run(
          async (limited) =>
            toReceiptAnswer(
              marketplace,
              await sendOnce(marketplace, send, url, { method: "POST", headers, body, signal: limited }),
            ),
          ending,
        ),
      { ...patience, signal },
    );
  }

  return {
    channel: marketplace,
    guard,
    fetchReceipt,
  };
}

function toReceiptAnswer(vendor: string, answer: VendorAnswer): ReceiptAnswer {
  if (answer.status === 429) return { kind: "rate_limited", retryAfterMs: readRetryAfter(answer.headers) };
  if (answer.status === 401 || answer.status === 403)
    throw new ProviderRefusedError(`${vendor} does not take our sign-in`, { code: "unauthorized" });
  if (!answer.ok)
    throw new ProviderRefusedError(`${vendor} refused with ${answer.status}`, { code: String(answer.status) });
  const judged = parseAnswer(vendor, validatedReceipt, answer.body);
  if (!judged.status) return { kind: "refused", reason: `${vendor} knows no such receipt` };
  const total = readDecimal(judged.amount, judged.currency);
  if (total === null)
    throw new ProviderRefusedError(`${vendor} told an amount that ${judged.currency} cannot say`, {
      code: "bad_amount",
    });
  return { kind: "accepted", externalOrderId: judged.orderId, total, order: null };
}
