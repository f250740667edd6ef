import fc from "fast-check";
import { expect, it } from "vitest";

import { fromDecimal, toDecimal } from "./money.ts";
import { priceCart } from "./price-cart.ts";

const cart = fc.record({
  lines: fc.array(
    fc.record({ quantity: fc.integer({ min: 1, max: 999 }), unitPriceMinor: fc.bigInt({ min: 0n, max: 10n ** 9n }) }),
    { minLength: 1, maxLength: 30 },
  ),
  discountMinor: fc.bigInt({ min: 0n, max: 10n ** 10n }),
  shippingMinor: fc.bigInt({ min: 0n, max: 10n ** 6n }),
  taxRateBps: fc.integer({ min: 0, max: 3000 }),
});
const sum = (amounts: readonly bigint[]) => amounts.reduce((a, b) => a + b, 0n);

it("adds up: lines and shipping sum to the total, line discounts to the discount", () => {
  fc.assert(
    fc.property(cart, (input) => {
      const priced = priceCart(input);
      expect(sum(priced.lines.map((line) => line.totalMinor)) + priced.shippingMinor).toBe(priced.totalMinor);
      expect(sum(priced.lines.map((line) => line.discountMinor))).toBe(priced.discountMinor);
      expect(priced.subtotalMinor + priced.shippingMinor - priced.discountMinor).toBe(priced.totalMinor);
    }),
  );
});

it("keeps every line at unit price × quantity − discount, and none below zero", () => {
  fc.assert(
    fc.property(cart, (input) => {
      const priced = priceCart(input);
      for (const [index, line] of input.lines.entries()) {
        const { totalMinor = -1n, discountMinor = 0n } = priced.lines[index] ?? {};
        expect(totalMinor).toBe(line.unitPriceMinor * BigInt(line.quantity) - discountMinor);
        expect(totalMinor).toBeGreaterThanOrEqual(0n);
      }
    }),
  );
});

it("never attributes more tax to the lines than the total contains", () => {
  fc.assert(
    fc.property(cart, (input) => {
      const priced = priceCart(input);
      expect(sum(priced.lines.map((line) => line.taxIncludedMinor))).toBeLessThanOrEqual(priced.taxIncludedMinor);
      expect(priced.taxIncludedMinor).toBeLessThanOrEqual(priced.totalMinor);
    }),
  );
});

it.each([
  ["JPY", "1000", "3000"],
  ["EUR", "29.99", "89.97"],
  ["KWD", "1.005", "3.015"],
])("prices three pieces in %s by that currency's digits", (currency, unit, total) => {
  const unitPriceMinor = fromDecimal(unit, currency)?.minor ?? -1n;
  const priced = priceCart({ lines: [{ quantity: 3, unitPriceMinor }], shippingMinor: 0n, taxRateBps: 2550 });
  expect(toDecimal({ minor: priced.totalMinor, currency })).toBe(total);
});

it("hands the remainder of a discount out one unit at a time", () => {
  const line = { quantity: 1, unitPriceMinor: 100n };
  const priced = priceCart({ lines: [line, line, line], discountMinor: 100n, shippingMinor: 0n, taxRateBps: 0 });
  expect(priced.lines.map(({ discountMinor }) => discountMinor)).toEqual([34n, 33n, 33n]);
});
