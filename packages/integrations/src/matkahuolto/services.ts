import type { SoldService } from "../carriers/services-for.ts";

/** Matkahuolto's products, by their codes in the shipment interface (version 2.24). */
export const matkahuoltoServices: readonly SoldService[] = [
  { code: "80", title: "Parcel to a pickup point", kind: "pickup", maxGrams: 30_000, reach: "finland" },
  { code: "84", title: "Small parcel (XXS) to a pickup point", kind: "pickup", maxGrams: 2_000, reach: "finland" },
  { code: "34", title: "Home delivery", kind: "home", maxGrams: 30_000, reach: "finland" },
  { code: "30", title: "Delivery to a business", kind: "home", maxGrams: 35_000, reach: "finland" },
  { code: "81", title: "Customer return", kind: "return", maxGrams: 30_000, reach: "finland" },
  { code: "95", title: "Parcel to a pickup point abroad", kind: "pickup", maxGrams: 20_000, reach: "abroad" },
  { code: "97", title: "Home delivery abroad", kind: "home", maxGrams: 30_000, reach: "abroad" },
  { code: "91", title: "Customer return from abroad", kind: "return", maxGrams: 20_000, reach: "abroad" },
];
