import type { MarketplaceStore, StoreTokens } from "#contracts/marketplace.ts";
import { RateLimitedError } from "#contracts/rate-limited-error.ts";
import { callWithinQuota } from "#marketplace/call-within-quota.ts";
import { sendOnce, type VendorAnswer } from "#marketplace/send-once.ts";
import { createGuard, type Guard } from "#resilience/index.ts";
import { readRetryAfter, withRetry } from "#retry/index.ts";

import { createEtsyLimits } from "./etsy-limits.ts";
import { etsyAddresses, type EtsyOptions } from "./etsy-options.ts";
import { disconnected, type EtsyTokenParts, freshTokens, renewTokens } from "./etsy-tokens.ts";

export interface EtsyCall<T> {
  readonly method?: "GET" | "PUT" | "PATCH";
  /** Below `/v3/application`, with its query. */
  readonly path: string;
  readonly body?: { readonly type: "json" | "form"; readonly text: string };
  /** Reads the answer, of any status but 401, 429 and 5xx. What it finds unreadable is asked for again. */
  read(answer: VendorAnswer): T;
}

export interface EtsyApi {
  readonly guard: Guard;
  /** Calls for a shop, again when that may help. Everything that is called through here is safe to repeat. */
  call<T>(store: MarketplaceStore, call: EtsyCall<T>, signal: AbortSignal | undefined): Promise<T>;
}

const patience = { maxAttempts: 4, delayMs: 200, budgetMs: 30_000 };
/** Where Etsy says "too many" and not how long. */
const unsaidPauseMs = 1_000;
const contentTypes = { json: "application/json", form: "application/x-www-form-urlencoded" } as const;

/** Etsy Open API v3: signed in as the shop, within the quota of the app, behind a breaker. */
export function createEtsyApi(options: EtsyOptions): EtsyApi {
  const { keystring, sharedSecret, buckets, maxWaitMs = 2_000, fetch: send = fetch, now = () => new Date() } = options;
  const addresses = etsyAddresses(options.apiBase);
  const { timeoutMs, opensAfter, maxConcurrent, delayMs = patience.delayMs } = options;
  const guard = createGuard({ name: "etsy", timeoutMs, opensAfter, maxConcurrent });
  const limits = createEtsyLimits(keystring, buckets);

  async function within(url: string, init: RequestInit, signal: AbortSignal): Promise<VendorAnswer> {
    const quota = { buckets, quotas: limits.quotas(), maxWaitMs };
    const answer = await callWithinQuota({ vendor: "Etsy", send, guard, url, init, ...quota }, signal);
    if (answer.status !== 429) {
      await limits.learn(answer.headers);
      return answer;
    }
    // Older answers of this kind bear none of the headers.
    const pauseMs = readRetryAfter(answer.headers) ?? unsaidPauseMs;
    await limits.pause(pauseMs);
    throw new RateLimitedError("Etsy counts too many calls", { retryAfterMs: pauseMs });
  }

  const tokenParts: EtsyTokenParts = {
    keystring,
    now,
    // The token endpoint has no part in the quota of the API.
    askForTokens: (form, signal) =>
      guard.run(
        (limited) => sendOnce("Etsy", send, addresses.token, { method: "POST", body: form, signal: limited }),
        signal,
      ),
  };

  async function ask<T>(call: EtsyCall<T>, tokens: StoreTokens, signal: AbortSignal): Promise<VendorAnswer> {
    const headers = {
      "x-api-key": `${keystring}:${sharedSecret}`,
      authorization: `Bearer ${tokens.accessToken}`,
      ...(call.body && { "content-type": contentTypes[call.body.type] }),
    };
    return within(
      `${addresses.api}${call.path}`,
      { method: call.method ?? "GET", headers, body: call.body?.text ?? null },
      signal,
    );
  }

  async function callOnce<T>(store: MarketplaceStore, call: EtsyCall<T>, signal: AbortSignal): Promise<T> {
    const tokens = await freshTokens(tokenParts, store, signal);
    const answer = await ask(call, tokens, signal);
    if (answer.status !== 401) return call.read(answer);
    const renewed = await renewTokens(tokenParts, { store, stale: tokens, signal });
    const again = await ask(call, renewed, signal);
    if (again.status === 401) throw disconnected("new tokens are refused too");
    return call.read(again);
  }

  return {
    guard,
    call: (store, call, signal) =>
      withRetry(({ signal: ending }) => callOnce(store, call, ending), { ...patience, delayMs, signal }),
  };
}
