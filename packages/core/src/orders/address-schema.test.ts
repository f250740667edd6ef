import { describe, expect, it } from "vitest";

import { addressProblems, addressSchema } from "./address-schema.ts";

const base = { name: "Aino Laine", line1: "Mannerheimintie 1", city: "Helsinki", postalCode: "00100", country: "FI" };
const problemsOf = (change: object) => {
  const result = addressSchema.safeParse({ ...base, ...change });
  return result.success ? {} : addressProblems(result.error);
};

describe("an address", () => {
  it.each([
    ["FI", "00100"],
    ["SE", "114 55"],
    ["NO", "0150"],
    ["DK", "1050"],
    ["NL", "1012 AB"],
    ["PL", "00-950"],
    ["PT", "1000-001"],
    ["IE", "D02 X285"],
    ["LV", "LV-1010"],
    ["GB", "sw1a 1aa"],
    ["US", "94103-1234"],
    ["CA", "k1a 0b1"],
    ["AU", "2000"],
    ["HK", "none"],
  ])("in %s may have the postal code %s", (country, postalCode) => {
    expect(problemsOf({ country, postalCode })).toEqual({});
  });

  it.each([
    ["FI", "1234"],
    ["SE", "1234"],
    ["NL", "0012 AB"],
    ["PL", "00950"],
    ["GB", "12345"],
    ["US", "9410"],
    ["CA", "K1A 0O1"],
  ])("in %s may not have the postal code %s", (country, postalCode) => {
    expect(problemsOf({ country, postalCode })).toEqual({ postalCode: "postal_code_invalid" });
  });

  it("keeps a national phone number in its international form", () => {
    expect(addressSchema.parse({ ...base, phone: "040 123 4567" }).phone).toBe("+358401234567");
  });

  it("names every field that is wrong, each with one code", () => {
    expect(problemsOf({ name: " ", city: undefined, country: "XX" })).toEqual({
      name: "required",
      city: "required",
      country: "country_unknown",
    });
    expect(problemsOf({ phone: "12", postalCode: "x" })).toEqual({
      phone: "phone_invalid",
      postalCode: "postal_code_invalid",
    });
  });
});
