import { ProviderRefusedError, ProviderUnavailableError } from "@cartwright/integrations/contracts";
import type { PaymentProvider } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { DomainError } from "#errors.ts";

/** The provider by the name that a payment carries. Throws `payment_method_unavailable` when this process has none. */
export function providerOf(services: Pick<Services, "payments">, name: string): PaymentProvider {
  const provider = services.payments[name];
  if (provider === undefined) throw new DomainError("payment_method_unavailable", { provider: name });
  return provider;
}

/** What a provider answered: a value, or a refusal with its code. */
export type ProviderAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly cause: unknown };

/**
 * Runs one call to a provider, outside of any transaction. A refusal comes back as a value, since it decides what is
 * written; that the provider is away throws `provider_unavailable`, and the same may be asked again later.
 */
export async function askProvider<T>(call: Promise<T>): Promise<ProviderAnswer<T>> {
  try {
    return { ok: true, value: await call };
  } catch (error) {
    if (error instanceof ProviderRefusedError) return { ok: false, code: error.code, cause: error };
    if (error instanceof ProviderUnavailableError) {
      const details = error.retryAfterMs === null ? {} : { retryAfterMs: error.retryAfterMs };
      throw new DomainError("provider_unavailable", details, { cause: error });
    }
    throw error;
  }
}
