import type { Guard } from "#resilience/index.ts";
import type { FetchLike } from "#retry/index.ts";
import { takeTurn, type Turn } from "#token-bucket/index.ts";

import { sendOnce, type VendorAnswer } from "./send-once.ts";

export interface QuotedCall extends Omit<Turn, "signal"> {
  /** For people, in errors. */
  readonly vendor: string;
  readonly send: FetchLike;
  readonly guard: Guard;
  readonly url: string;
  readonly init: RequestInit;
}

/** One try: waits for our turn, then asks behind the guard. Waiting counts neither as slow nor as a call under way. */
export async function callWithinQuota(call: QuotedCall, signal: AbortSignal): Promise<VendorAnswer> {
  const { vendor, send, guard, url, init } = call;
  await takeTurn({ ...call, signal });
  return guard.run((limited) => sendOnce(vendor, send, url, { ...init, signal: limited }), signal);
}
