import { expect, test } from "vitest";

import { InvalidSignatureError, ProviderRefusedError, ProviderUnavailableError } from "./errors.ts";
import { RateLimitedError } from "./rate-limited-error.ts";
import { ShopifyRefusedError } from "./shopify-errors.ts";

/** As a second copy of a class in one program makes it: the same name, another class. */
function fromAnotherCopy(name: string): Error {
  return Object.assign(new Error("told by a twin"), { name, code: "unauthorized" });
}

test.each([ProviderRefusedError, ProviderUnavailableError, InvalidSignatureError, RateLimitedError])(
  "an error of a class that a bundle holds twice is known by either copy: %o",
  (kind) => {
    const { name } = new kind("", { code: "" });
    expect(fromAnotherCopy(name)).toBeInstanceOf(kind);
    expect(fromAnotherCopy("TypeError")).not.toBeInstanceOf(kind);
    expect({ name }).not.toBeInstanceOf(kind);
  },
);

test("a name says nothing of the classes below: what only looks like one has not what they have", () => {
  const refused = new ShopifyRefusedError("no", { reason: "token_dead", code: "401" });
  expect([refused instanceof ProviderRefusedError, refused instanceof ShopifyRefusedError]).toEqual([true, true]);
  expect(fromAnotherCopy("ProviderRefusedError")).not.toBeInstanceOf(ShopifyRefusedError);
});
