import { describe, expect, test } from "vitest";

import { formatMoney, percentOff, sum, times } from "./money.ts";

describe("money on pages", () => {
  test("is shown with as many digits as its currency has", () => {
    expect(formatMoney({ amount: "1059.90", currency: "EUR" })).toBe("€1,059.90");
    expect(formatMoney({ amount: "1500", currency: "JPY" })).toBe("JP¥1,500");
    expect(formatMoney({ amount: "1.250", currency: "KWD" })).toContain("1.250");
  });

  test("is multiplied and added without floating point", () => {
    expect(times({ amount: "0.10", currency: "EUR" }, 3)).toEqual({ amount: "0.30", currency: "EUR" });
    expect(
      sum(
        [
          { amount: "0.10", currency: "EUR" },
          { amount: "0.20", currency: "EUR" },
        ],
        { amount: "0.00", currency: "EUR" },
      ),
    ).toEqual({
      amount: "0.30",
      currency: "EUR",
    });
    expect(sum([], { amount: "0.00", currency: "EUR" })).toEqual({ amount: "0.00", currency: "EUR" });
  });

  test("tells a reduction in whole percent", () => {
    expect(percentOff({ amount: "80.00", currency: "EUR" }, { amount: "100.00", currency: "EUR" })).toBe(20);
  });
});
