/** Stripe's published test cards, as far as their behaviour matters to a shop (docs.stripe.com/testing). */
export interface TestCard {
  number: string;
  /** The shorthand that the API takes instead of a number. */
  token: string;
  brand: "visa" | "mastercard";
  behaviour: CardBehaviour;
}

export type CardBehaviour =
  | { kind: "approve"; refunds: "succeed" | "fail" | "pend" }
  | { kind: "decline"; code: string; declineCode: string | null; message: string }
  | { kind: "challenge" };

const approve: CardBehaviour = { kind: "approve", refunds: "succeed" };

function decline(code: string, declineCode: string | null, message: string): CardBehaviour {
  return { kind: "decline", code, declineCode, message };
}

export const testCards: readonly TestCard[] = [
  { number: "4242424242424242", token: "pm_card_visa", brand: "visa", behaviour: approve },
  { number: "5555555555554444", token: "pm_card_mastercard", brand: "mastercard", behaviour: approve },
  {
    number: "4000000000000002",
    token: "pm_card_chargeDeclined",
    brand: "visa",
    behaviour: decline("card_declined", "generic_decline", "Your card was declined."),
  },
  {
    number: "4000000000009995",
    token: "pm_card_chargeDeclinedInsufficientFunds",
    brand: "visa",
    behaviour: decline("card_declined", "insufficient_funds", "Your card has insufficient funds."),
  },
  {
    number: "4000000000000069",
    token: "pm_card_chargeDeclinedExpiredCard",
    brand: "visa",
    behaviour: decline("expired_card", null, "Your card has expired."),
  },
  {
    number: "4000000000000127",
    token: "pm_card_chargeDeclinedIncorrectCvc",
    brand: "visa",
    behaviour: decline("incorrect_cvc", null, "Your card's security code is incorrect."),
  },
  {
    number: "4000000000000119",
    token: "pm_card_chargeDeclinedProcessingError",
    brand: "visa",
    behaviour: decline(
      "processing_error",
      null,
      "An error occurred while processing your card. Try again in a little bit.",
    ),
  },
  {
    number: "4000000000003220",
    token: "pm_card_threeDSecure2Required",
    brand: "visa",
    behaviour: { kind: "challenge" },
  },
  {
    number: "4000002500003155",
    token: "pm_card_authenticationRequired",
    brand: "visa",
    behaviour: { kind: "challenge" },
  },
  {
    number: "4000000000005126",
    token: "pm_card_refundFail",
    brand: "visa",
    behaviour: { kind: "approve", refunds: "fail" },
  },
  {
    number: "4000000000007726",
    token: "pm_card_pendingRefund",
    brand: "visa",
    behaviour: { kind: "approve", refunds: "pend" },
  },
];

/** A card by number or by token; undefined when Stripe would not know it as a test card. */
export function findTestCard(numberOrToken: string): TestCard | undefined {
  const wanted = numberOrToken.replaceAll(/[\s-]/g, "");
  return testCards.find((card) => card.number === wanted || card.token === wanted);
}
