import { expect, test } from "vitest";

import { moneyLeft, moneyShare } from "./money-left.ts";

const eur = (amount: string) => ({ amount, currency: "EUR" });

test("what is left to refund is exact", () => {
  expect(moneyLeft(eur("59.98"), eur("0.00"))).toEqual(eur("59.98"));
  expect(moneyLeft(eur("59.98"), eur("59.98"))).toEqual(eur("0.00"));
  expect(moneyLeft(eur("1000.00"), eur("0.01"))).toEqual(eur("999.99"));
});

test("units refunded one by one give back exactly the whole", () => {
  const total = eur("10.00");
  const upTo = (units: number) => moneyShare(total, { units, quantity: 3 });
  expect(upTo(1)).toEqual(eur("3.33"));
  expect(moneyLeft(upTo(3), upTo(2))).toEqual(eur("3.34"));
  expect(moneyShare({ amount: "1500", currency: "JPY" }, { units: 1, quantity: 7 })).toEqual({
    amount: "214",
    currency: "JPY",
  });
});
