import { describe, expect, test } from "vitest";

import { canPay, describeStatus, nothingCharged } from "./describe-status.ts";

const euros = (amount: string) => ({ amount, currency: "EUR" });
const payment = (change: object = {}) => ({
  id: "p",
  provider: "stripe",
  state: "pending",
  amount: euros("10.00"),
  captured: euros("0.00"),
  refunded: euros("0.00"),
  failureCode: null,
  createdAt: "2026-11-21T09:00:00.000Z",
  ...change,
});
const order = (change: object = {}) => ({
  status: "pending" as const,
  paymentMethod: "card",
  payments: [payment()],
  captured: euros("0.00"),
  refunded: euros("0.00"),
  cancelReason: null,
  ...change,
});

describe("what the order page says about money", () => {
  test("“You were not charged” after a refusal from which nothing was taken", () => {
    const refused = order({ payments: [payment({ state: "failed", failureCode: "card_declined" })] });
    expect(describeStatus(refused).text).toContain("You were not charged.");
  });

  test("never when the provider may hold money that we have not heard of", () => {
    const unclear = order({ payments: [payment({ failureCode: "timeout", state: "processing" })] });
    expect(nothingCharged(unclear)).toBe(false);
    expect(describeStatus(unclear).text).not.toContain("not charged");
  });

  test("never on a cancelled order that was paid", () => {
    const paid = order({ status: "cancelled", captured: euros("10.00"), cancelReason: "Cancelled on request" });
    expect(describeStatus(paid).text).toBe(
      "Cancelled on request. We return what you paid; this page shows when it is on its way.",
    );
    expect(describeStatus({ ...paid, refunded: euros("10.00") }).text).toBe(
      "Cancelled on request. €10.00 is on its way back to you.",
    );
  });

  test("that an invoice is not paid on this page", () => {
    expect(canPay(order())).toBe(true);
    expect(canPay(order({ paymentMethod: "invoice" }))).toBe(false);
  });
});
