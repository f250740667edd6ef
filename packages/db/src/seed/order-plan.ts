import type { SeededVariant } from "./write-catalogue.ts";
import type { DemoCustomer } from "./write-people.ts";

/** Where a past order has got to. */
export type PastStatus = "delivered" | "shipped" | "paid" | "pending" | "cancelled" | "refunded";

export interface PlannedOrder {
  readonly status: PastStatus;
  readonly placedAt: Date;
  readonly customer: DemoCustomer;
  readonly method: "card" | "invoice";
  readonly lines: readonly { readonly variant: SeededVariant; readonly quantity: number }[];
}

const orderCount = 60;
const days = 90;

/**
 * Sixty orders over the last ninety days, more of them lately and none in the future; the same every time for the same
 * catalogue, so that two demos look alike.
 */
export function planOrders(input: {
  now: Date;
  variants: readonly SeededVariant[];
  customers: readonly DemoCustomer[];
}): PlannedOrder[] {
  const { now, customers } = input;
  const random = seeded(20_261_121);
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  };
  return Array.from({ length: orderCount }, (_, index): PlannedOrder => {
    const age = days * (1 - index / orderCount) ** 1.4;
    const placedAt = new Date(now.getTime() - age * 86_400_000 - Math.floor(random() * 36_000_000) - 600_000);
    const lines = new Map<string, PlannedOrder["lines"][number]>();
    for (let n = 0; n <= Math.floor(random() * 3); n += 1) {
      const variant = pick(input.variants);
      lines.set(variant.id, { variant, quantity: 1 + Math.floor(random() ** 2 * 3) });
    }
    const status = statusAt(index, random());
    const method = status === "pending" || random() < 0.25 ? "invoice" : "card";
    return { status, placedAt, customer: pick(customers), method, lines: [...lines.values()] };
  }).toSorted((a, b) => a.placedAt.getTime() - b.placedAt.getTime());
}

function statusAt(index: number, chance: number): PastStatus {
  if (index >= orderCount - 2) return "pending";
  if (index >= orderCount - 5) return "paid";
  if (index >= orderCount - 9) return "shipped";
  if (chance < 0.06) return "cancelled";
  return chance < 0.1 ? "refunded" : "delivered";
}

// Mulberry32: small, fast, and the same on every machine.
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
