import { expect, test } from "vitest";

import {
  ProviderRefusedError,
  ProviderUnavailableError,
  RateLimitedError,
  ShopifyRefusedError,
} from "@cartwright/integrations/contracts";

import { failureWords } from "./failure-words.ts";

test.each([
  [
    new ProviderUnavailableError("etsy did not answer in time"),
    "Etsy did not answer in time. It is tried again by itself.",
  ],
  [
    new RateLimitedError("our quota of etsy/key/second is used up for now"),
    "Etsy takes no more questions for now. It is asked again by itself when it does.",
  ],
  [
    new ProviderRefusedError("Etsy does not let us in: invalid_grant", { code: "unauthorized" }),
    "Etsy does not let us in. Register the store again with new tokens.",
  ],
  [
    new ProviderRefusedError("an Etsy shop's id is a number", { code: "bad_store" }),
    "An Etsy shop's id is a number. Somebody has to look at it.",
  ],
  [
    new TypeError("cannot read properties of undefined"),
    "Something went wrong on our side. It is tried again by itself; the log names the cause.",
  ],
])("staff read what is wrong and what to do, and no class of ours: %s", (error, words) => {
  expect(failureWords("etsy", error)).toBe(words);
});

test("a Shopify shop that is no longer connected names the page where it is connected again", () => {
  const error = new ShopifyRefusedError("The shop is no longer connected.", { reason: "token_dead", code: "gone" });
  expect(failureWords("shopify", error)).toBe(
    "Shopify does not let us in. Install the app again under Channels, Shopify.",
  );
});
