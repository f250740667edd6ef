import type Stripe from "stripe";

import { createGuard, type Guard } from "../resilience/index.ts";
import { loadStripe } from "./load-stripe.ts";
import { toProviderError } from "./map-error.ts";
import type { StripeOptions } from "./stripe-options.ts";

export interface StripeClient {
  readonly guard: Guard;
  /** Runs one call behind the guard, and tells its failure in the words of the contract. */
  call<T>(work: (stripe: Stripe) => Promise<T>, signal?: AbortSignal): Promise<T>;
}

const defaultTimeoutMs = 5_000;

/** The official SDK, pointed at `apiBase`, behind a circuit breaker. */
export function createStripeClient(options: StripeOptions): StripeClient {
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  const config: Stripe.StripeConfig = {
    ...addressOf(options.apiBase),
    timeout: timeoutMs,
    // Repeats connection faults, 409 and 5xx under the same idempotency key.
    maxNetworkRetries: 1,
    telemetry: false,
    appInfo: { name: "Cartwright" },
  };
  let opened: Promise<Stripe> | undefined;
  const open = (): Promise<Stripe> => (opened ??= loadStripe().then((Sdk) => new Sdk(options.secretKey, config)));
  // Room for the repeat and the SDK's pause before it.
  const guard = createGuard({
    name: "stripe",
    timeoutMs: 2 * timeoutMs + 2_000,
    opensAfter: options.opensAfter,
    maxConcurrent: options.maxConcurrent,
  });
  return {
    guard,
    async call(work, signal) {
      const stripe = await open();
      return guard.run(() => work(stripe).catch(rethrow), signal);
    },
  };
}

async function rethrow(error: unknown): Promise<never> {
  throw await toProviderError(error);
}

function addressOf(apiBase: string | undefined): { host?: string; port?: string; protocol?: "http" | "https" } {
  if (apiBase === undefined) return {};
  const { protocol, hostname, port } = new URL(apiBase);
  if (protocol !== "http:" && protocol !== "https:") throw new TypeError(`${apiBase} is not an http address`);
  const plain = protocol === "http:";
  return { host: hostname, port: port === "" ? (plain ? "80" : "443") : port, protocol: plain ? "http" : "https" };
}
