import { expect, test } from "vitest";

import { strikeOut } from "./strike-out.ts";

const strike = strikeOut({
  values: ["aino@example.com", "Aino Laine", "+358401234567", 'Mannerheimintie "1" A (4)'],
  wholes: ["Helsinki", "00100"],
});

test("whatever names a person goes from a text, in whatever case, and nothing else", () => {
  expect(strike("Ring AINO LAINE at +358401234567, not Aino.")).toBe("Ring [erased] at [erased], not Aino.");
  expect(strike("Helsinki 00100 is a town")).toBe("Helsinki 00100 is a town");
});

test("what is left of JSON is JSON, with all that is somebody else's", () => {
  const before = {
    to: { line1: 'Mannerheimintie "1" A (4)', city: "Helsinki", postalCode: "00100", country: "FI" },
    id: 9007199254740993n.toString(),
    note: "Helsinki office",
  };
  expect(JSON.parse(strike(JSON.stringify(before)))).toEqual({
    to: { line1: "[erased]", city: "[erased]", postalCode: "[erased]", country: "FI" },
    id: "9007199254740993",
    note: "Helsinki office",
  });
});

test("nobody is struck out by nothing", () => {
  expect(strikeOut({ values: [], wholes: [] })("Aino Laine")).toBe("Aino Laine");
});
