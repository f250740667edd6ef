import { expect, test } from "vitest";

import { safePath } from "./safe-path.ts";

test("goes on to a place on this site only", () => {
  expect(safePath("/checkout?x=1")).toBe("/checkout?x=1");
  for (const elsewhere of [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/.//evil.example",
    "/a/..//evil.example",
    "/.\\/evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "",
    null,
  ])
    expect(safePath(elsewhere)).toBe("/account");
});
