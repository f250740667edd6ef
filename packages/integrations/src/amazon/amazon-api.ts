import { z } from "zod";

import { ProviderRefusedError } from "#contracts/errors.ts";
import type { MarketplaceStore } from "#contracts/marketplace.ts";
import { RateLimitedError } from "#contracts/rate-limited-error.ts";
import { callWithinQuota } from "#marketplace/call-within-quota.ts";
import { sendOnce, type VendorAnswer } from "#marketplace/send-once.ts";
import { createGuard, type Guard } from "#resilience/index.ts";
import { readRetryAfter, withRetry } from "#retry/index.ts";

import { type AmazonOperation, createAmazonLimits } from "./amazon-limits.ts";
import { amazonAddresses, type AmazonOptions } from "./amazon-options.ts";
import { createLwaTokens, noConsent } from "./lwa-tokens.ts";

export interface AmazonCall<T> {
  readonly operation: AmazonOperation;
  readonly method?: "GET" | "PATCH";
  /** With its query. */
  readonly path: string;
  readonly json?: unknown;
  /** Reads the answer, of any status but 401, 403, 429 and 5xx. What it finds unreadable is asked for again. */
  read(answer: VendorAnswer): T;
}

export interface AmazonApi {
  readonly guard: Guard;
  /** Calls for a seller, again when that may help. Everything that is called through here is safe to repeat. */
  call<T>(store: MarketplaceStore, call: AmazonCall<T>, signal: AbortSignal | undefined): Promise<T>;
}

const patience = { maxAttempts: 4, delayMs: 200, budgetMs: 30_000 };
/** Amazon wants to know who calls. */
const userAgent = "Cartwright/1.0 (Language=TypeScript)";

/** Amazon's Selling Partner API: signed in for the seller, within the quota of each operation, behind a breaker. */
export function createAmazonApi(options: AmazonOptions): AmazonApi {
  const { clientId, clientSecret, buckets, maxWaitMs = 5_000, fetch: send = fetch, now = () => new Date() } = options;
  const addresses = amazonAddresses(options);
  const { timeoutMs, opensAfter, maxConcurrent, delayMs = patience.delayMs } = options;
  const guard = createGuard({ name: "amazon", timeoutMs, opensAfter, maxConcurrent });
  const limits = createAmazonLimits(buckets);
  const tokens = createLwaTokens({
    clientId,
    clientSecret,
    now,
    askForToken: (form, signal) =>
      guard.run(
        (limited) => sendOnce("Amazon", send, addresses.token, { method: "POST", body: form, signal: limited }),
        signal,
      ),
  });

  async function ask<T>(store: MarketplaceStore, call: AmazonCall<T>, signal: AbortSignal) {
    const accessToken = await tokens.accessToken(store, signal);
    const { externalStoreId: sellerId } = store;
    const quota = { buckets, quotas: [limits.quota(sellerId, call.operation)], maxWaitMs };
    const url = `${addresses.api}${call.path}`;
    const init = initOf(call, accessToken);
    const answer = await callWithinQuota({ vendor: "Amazon", send, guard, url, init, ...quota }, signal);
    limits.learn(sellerId, call.operation, answer.headers);
    if (answer.status !== 429) return { answer, accessToken };
    const retryAfterMs = await limits.pause(sellerId, call.operation, readRetryAfter(answer.headers));
    throw new RateLimitedError(`Amazon counts too many calls of ${call.operation}`, { retryAfterMs });
  }

  async function callOnce<T>(store: MarketplaceStore, call: AmazonCall<T>, signal: AbortSignal): Promise<T> {
    const first = await ask(store, call, signal);
    if (!isRefusedSignIn(first.answer)) return call.read(first.answer);
    tokens.drop(store, first.accessToken);
    const { answer } = await ask(store, call, signal);
    if (isRefusedSignIn(answer)) throw noConsent(answer.status);
    return call.read(answer);
  }

  return {
    guard,
    call: (store, call, signal) =>
      withRetry(({ signal: ending }) => callOnce(store, call, ending), { ...patience, delayMs, signal }),
  };
}

function initOf<T>({ method = "GET", json }: AmazonCall<T>, accessToken: string): RequestInit {
  return {
    method,
    headers: {
      "x-amz-access-token": accessToken,
      "user-agent": userAgent,
      ...(json !== undefined && { "content-type": "application/json" }),
    },
    body: json === undefined ? null : JSON.stringify(json),
  };
}

function isRefusedSignIn({ status }: VendorAnswer): boolean {
  return status === 401 || status === 403;
}

const amazonErrors = z.object({ errors: z.array(z.object({ code: z.string(), message: z.string() })).min(1) });

/** Amazon understood, and said no. */
export function refused({ status, body }: VendorAnswer): ProviderRefusedError {
  const said = amazonErrors.safeParse(body).data?.errors[0];
  const why = said ? `: ${said.code}, ${said.message.slice(0, 200)}` : "";
  return new ProviderRefusedError(`Amazon refused with ${status}${why}`, { code: said?.code ?? String(status) });
}
