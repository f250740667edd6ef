import type { CallFailure } from "#lib/api-error.ts";

/** What a refused press of the pay button means. */
export interface PayProblem {
  readonly title: string;
  readonly text: string;
  /** No order was written and no money asked for: only then may the page say so. */
  readonly nothingHappened: boolean;
}

/** Refusals that the server decides before anything is written. */
const beforeAnything: Readonly<Record<string, readonly [title: string, text: string]>> = {
  out_of_stock: [
    "Somebody was quicker",
    "There is less of this left than your cart asks for. Change the lines marked below and pay again.",
  ],
  price_changed: [
    "A price has changed",
    "The cart below has the prices of today. If they suit you, accept them and pay again.",
  ],
  variant_unavailable: ["Something is no longer on sale", "Remove the lines marked below and pay again."],
  cart_empty: ["The cart is empty", "It was emptied in another window."],
  address_invalid: ["The address needs another look", "See the fields marked below."],
  invalid_input: ["Something is missing", "See the fields marked below."],
  shipping_method_unavailable: [
    "This delivery does not go to your address",
    "Choose another way of delivery and pay again.",
  ],
  pickup_point_unavailable: ["This place is closed to parcels", "Choose another place to pick it up and pay again."],
  provider_unavailable: ["The carrier does not answer", "Choose another way of delivery, or press again in a moment."],
  payment_method_unavailable: ["This way to pay is not available now", "Choose the other one."],
  rate_limited: ["That was too often", "Wait a minute and press again."],
  forbidden: ["This account cannot order here", "Sign out, or use another account."],
};

export function explainPayFailure({ code }: CallFailure): PayProblem {
  const known = beforeAnything[code];
  if (known) return { title: known[0], text: known[1], nothingHappened: true };
  return {
    title: "We did not hear back in time",
    text: "The order may or may not have reached us. Press again: the same order is never placed twice.",
    nothingHappened: false,
  };
}

/** True when the next press must be a new attempt; otherwise it repeats this one with the same key. */
export function endsAttempt({ code }: CallFailure): boolean {
  return code in beforeAnything || code === "idempotency_key_reused" || code === "cart_already_ordered";
}
