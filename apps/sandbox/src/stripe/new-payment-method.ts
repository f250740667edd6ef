import { unixSeconds } from "../clock.ts";
import { newId } from "../new-id.ts";
import type { PaymentMethodRecord } from "./records.ts";
import type { StripeWorld } from "./stripe-world.ts";

export interface CardInput {
  number: string;
  expMonth?: number;
  expYear?: number;
  holder?: string | null;
  email?: string | null;
  customer?: string | null;
}

export function newPaymentMethod(world: StripeWorld, card: CardInput): PaymentMethodRecord {
  const now = world.clock.now();
  const method: PaymentMethodRecord = {
    id: newId("pm"),
    created: unixSeconds(now),
    customer: card.customer ?? null,
    cardNumber: card.number.replaceAll(/[\s-]/g, ""),
    expMonth: card.expMonth ?? 12,
    expYear: card.expYear ?? now.getUTCFullYear() + 3,
    holder: card.holder ?? null,
    email: card.email ?? null,
  };
  world.records.paymentMethods.set(method.id, method);
  return method;
}
