import type { SoldService } from "../carriers/services-for.ts";

/**
 * What Posti sells to contract customers, by the ids of OmaPosti Pro (`PO` and the product's number). The contract says which
 * of them a customer may order; Posti refuses the others.
 */
export const postiServices: readonly SoldService[] = [
  { code: "PO2103", title: "Parcel to a locker or post office", kind: "pickup", maxGrams: 30_000, reach: "finland" },
  { code: "PO2461", title: "Small parcel to a locker", kind: "pickup", maxGrams: 2_000, reach: "finland" },
  { code: "PO2104", title: "Home parcel", kind: "home", maxGrams: 30_000, reach: "finland" },
  { code: "PO2102", title: "Express parcel to the door", kind: "home", maxGrams: 55_000, reach: "finland" },
  { code: "PO2108", title: "Customer return", kind: "return", maxGrams: 30_000, reach: "finland" },
  { code: "PO2711", title: "Parcel to a pickup point abroad", kind: "pickup", maxGrams: 20_000, reach: "abroad" },
  { code: "PO2015", title: "Priority parcel abroad", kind: "home", maxGrams: 30_000, reach: "abroad" },
];
