import { expect, test } from "vitest";

import { actorWords, dataWords, eventWords } from "./timeline-words.ts";

test("events are told in words, also those that came later than this page", () => {
  expect(eventWords("order.paid")).toBe("Paid");
  expect(eventWords("order.address_changed")).toBe("Address changed");
});

test("who acted is told by name, else by kind", () => {
  expect(actorWords({ type: "member", id: "u1", name: "Aino" })).toBe("Aino");
  expect(actorWords({ type: "api_key", id: "k1", name: null })).toBe("API key");
  expect(actorWords({ type: "system", id: "apply-webhook", name: null })).toBe("System, apply webhook");
});

test("reasons, amounts and numbers are shown, ids are not", () => {
  expect(
    dataWords({
      reason: "Wrong size",
      amount: { amount: "12.50", currency: "EUR" },
      trackingNumber: "JJFI1",
      refundId: "0190",
      nothing: null,
    }),
  ).toEqual(["Wrong size", "amount €12.50", "tracking number JJFI1"]);
});

test("an amount that stands beside its currency is told as money", () => {
  expect(dataWords({ refundId: "0190", amount: "12.50", currency: "EUR", reason: "Dent" })).toEqual(["€12.50", "Dent"]);
});
