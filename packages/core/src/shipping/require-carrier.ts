import {
  type Carrier,
  type Carriers,
  ProviderRefusedError,
  ProviderUnavailableError,
} from "@cartwright/integrations/contracts";

import { DomainError } from "#errors.ts";

/** The carrier of this name. Throws `shipping_method_unavailable` when this shop is not connected to one. */
export function requireCarrier({ carriers }: { readonly carriers: Carriers }, name: string): Carrier {
  const carrier = Object.hasOwn(carriers, name) ? carriers[name] : undefined;
  if (carrier !== undefined) return carrier;
  throw new DomainError("shipping_method_unavailable", { carrier: name, reason: "not_connected" });
}

/** What a caller is told when a carrier says no or cannot be reached; anything else is a defect and stays one. */
export function carrierRefusal(error: unknown, carrier: string): unknown {
  if (error instanceof ProviderUnavailableError)
    return new DomainError("provider_unavailable", { carrier }, { cause: error });
  if (error instanceof ProviderRefusedError)
    return new DomainError("label_refused", { carrier, reason: error.message }, { cause: error });
  return error;
}
