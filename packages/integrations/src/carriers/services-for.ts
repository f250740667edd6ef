import type { CarrierService, ServiceQuestion } from "../contracts/carrier.ts";

/** A service with where it goes: within Finland, or out of it. */
export interface SoldService extends CarrierService {
  readonly reach: "finland" | "abroad";
}

/** Those that go there and carry as much. */
export function servicesFor(sold: readonly SoldService[], question: ServiceQuestion): readonly CarrierService[] {
  const reach = question.country === "FI" ? "finland" : "abroad";
  return sold
    .filter((service) => service.reach === reach && question.weightGrams <= service.maxGrams)
    .map(({ code, title, kind, maxGrams }) => ({ code, title, kind, maxGrams }));
}
