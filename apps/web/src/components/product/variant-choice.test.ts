import { describe, expect, test } from "vitest";

import type { VariantDto } from "@cartwright/api/schemas";

import { choicesOf, startVariant, stockMessage } from "./variant-choice.ts";

const variant = (sku: string, options: Record<string, string>, available: number): VariantDto => ({
  id: sku,
  sku,
  title: Object.values(options).join(" / "),
  options,
  price: { amount: "10.00", currency: "EUR" },
  compareAt: null,
  available,
  weightGrams: null,
  mediaId: null,
});

const pineSmall = variant("PS", { Colour: "Pine", Size: "S" }, 0);
const pineLarge = variant("PL", { Colour: "Pine", Size: "L" }, 4);
const skySmall = variant("SS", { Colour: "Sky", Size: "S" }, 9);
const shirt = {
  options: [
    { name: "Colour", values: ["Pine", "Sky"] },
    { name: "Size", values: ["S", "L"] },
  ],
  variants: [pineSmall, pineLarge, skySmall],
};

describe("choosing a variant", () => {
  test("starts at what the address names, sold out or not", () => {
    expect(startVariant(shirt.variants, "PS")).toBe(pineSmall);
  });

  test("starts at the first that can be bought when the address names none of them", () => {
    expect(startVariant(shirt.variants, "GONE")).toBe(pineLarge);
    expect(startVariant([pineSmall], null)).toBe(pineSmall);
  });

  test("offers what exists with the other choices, and tells sold out from impossible", () => {
    expect(choicesOf(shirt, "Colour", pineLarge)).toEqual([
      { value: "Pine", chosen: true, variant: pineLarge, soldOut: false },
      { value: "Sky", chosen: false, variant: null, soldOut: false },
    ]);
    expect(choicesOf(shirt, "Size", pineLarge)[0]).toEqual({
      value: "S",
      chosen: false,
      variant: pineSmall,
      soldOut: true,
    });
  });

  test("counts out loud only when little is left", () => {
    expect([0, 3, 6].map((available) => stockMessage(available).text)).toEqual(["Sold out", "3 left", "In stock"]);
  });
});
