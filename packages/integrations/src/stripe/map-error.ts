import type Stripe from "stripe";
import { ZodError } from "zod";

import { ProviderRefusedError, ProviderUnavailableError } from "../contracts/errors.ts";
import { loadStripe } from "./load-stripe.ts";

/** A Stripe error in the words of the contract; anything else comes back as it is. */
export async function toProviderError(error: unknown): Promise<unknown> {
  if (error instanceof ZodError)
    return new ProviderUnavailableError("stripe: the answer is not one that we can read", { cause: error });
  const { errors } = await loadStripe();
  if (!(error instanceof errors.StripeError)) return error;
  if (isPassing(error, errors)) {
    return new ProviderUnavailableError(`stripe: ${error.message}`, {
      cause: error,
      retryAfterMs: retryAfterMs(error),
    });
  }
  return new ProviderRefusedError(`stripe: ${error.message}`, { code: error.code ?? error.type, cause: error });
}

function isPassing(error: Stripe.errors.StripeError, errors: typeof Stripe.errors): boolean {
  if (error instanceof errors.StripeConnectionError || error instanceof errors.StripeRateLimitError) return true;
  if (error instanceof errors.StripeAPIError) return true;
  // The same key is being worked on by another request: its answer will be ours.
  return error.code === "idempotency_key_in_use" || (error.statusCode ?? 0) >= 500;
}

function retryAfterMs(error: Stripe.errors.StripeError): number | null {
  const seconds = Number(error.headers?.["retry-after"]);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : null;
}
