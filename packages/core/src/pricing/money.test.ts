import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { allocate, fromDecimal, includedTax, toDecimal } from "./money.ts";

describe("money", () => {
  it("writes as many digits as the currency has", () => {
    expect(toDecimal({ minor: 5998n, currency: "EUR" })).toBe("59.98");
    expect(toDecimal({ minor: 5n, currency: "EUR" })).toBe("0.05");
    expect(toDecimal({ minor: -5n, currency: "KWD" })).toBe("-0.005");
    expect(toDecimal({ minor: 1200n, currency: "JPY" })).toBe("1200");
  });

  it("reads what it writes, in every exponent", () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 15n), 10n ** 15n), fc.constantFrom("EUR", "JPY", "KWD"), (minor, currency) => {
        expect(fromDecimal(toDecimal({ minor, currency }), currency)).toEqual({
          minor,
          currency,
        });
      }),
    );
  });

  it("refuses more digits than the currency has instead of rounding", () => {
    expect(fromDecimal("1.005", "EUR")).toBeNull();
    expect(fromDecimal("1.5", "JPY")).toBeNull();
    expect(fromDecimal("1.5000", "EUR")).toEqual({ minor: 150n, currency: "EUR" });
    expect(fromDecimal("1e3", "EUR")).toBeNull();
    expect(fromDecimal(29.99, "EUR")).toEqual({ minor: 2999n, currency: "EUR" });
  });

  it("allocates so that the parts sum to the whole and none is off by more than one unit", () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(10n ** 12n), 10n ** 12n),
        fc.array(fc.bigInt(0n, 10n ** 9n), { minLength: 1, maxLength: 40 }),
        (total, weights) => {
          const parts = allocate(total, weights);
          expect(parts.reduce((a, b) => a + b, 0n)).toBe(total);
          const sum = weights.reduce((a, b) => a + b, 0n);
          parts.forEach((part, index) => {
            const exact = sum === 0n ? total / BigInt(weights.length) : (total * (weights[index] ?? 0n)) / sum;
            const distance = part - exact;
            expect(distance >= -1n && distance <= 1n).toBe(true);
          });
        },
      ),
    );
  });

  it("finds the tax inside a gross price", () => {
    expect(includedTax(12550n, 2550)).toBe(2550n);
    expect(includedTax(0n, 2550)).toBe(0n);
  });
});
