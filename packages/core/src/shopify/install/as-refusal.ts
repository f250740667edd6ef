import { isShopifyRefusal } from "@cartwright/integrations/contracts";

import { DomainError } from "#errors.ts";

/** Runs a call to Shopify that somebody waits for; what it throws becomes a refusal that they may read. */
export async function asRefusal<T>(call: () => T | Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    throw toRefusal(cause);
  }
}

function toRefusal(cause: unknown): unknown {
  if (!(cause instanceof Error)) return cause;
  if (cause.name === "InvalidSignatureError") return new DomainError("invalid_signature", {}, { cause });
  if (cause.name === "ProviderUnavailableError")
    return new DomainError("provider_unavailable", { provider: "shopify" }, { cause });
  if (isShopifyRefusal(cause, "shop_gone"))
    return new DomainError(
      "invalid_input",
      { field: "shop" },
      { message: "Shopify knows no shop of that address.", cause },
    );
  if (cause.name === "ProviderRefusedError")
    return new DomainError("forbidden", {}, { message: "Shopify gave this app no access to the shop.", cause });
  return cause;
}
