import { expect, test } from "vitest";

import { manualClock } from "../clock.ts";
import { createRefreshTokens } from "./refresh-tokens.ts";

const day = 86_400_000;
const holder = { shop: "havu.myshopify.com", scopes: ["read_orders"] };

function setUp() {
  const clock = manualClock(new Date(0));
  const tokens = createRefreshTokens(clock);
  const first = tokens.make(holder);
  const use = (token: string, shop = holder.shop) => tokens.use(shop, token)?.replacement ?? null;
  return { first, use, skip: (ms: number) => clock.advance(ms) };
}

test("a refresh token brings the same replacement again until that is used, and nothing after", () => {
  const { first, use } = setUp();
  const second = use(first);
  expect([second, use(first)]).toEqual([expect.stringMatching(/^shprt_/), second]);
  const third = use(second ?? "");
  expect(third).not.toBe(second);
  expect([use(first), use(second ?? "")]).toEqual([null, third]);
});

test("one that was used may be used for thirty days more, and no longer than its ninety", () => {
  const early = setUp();
  early.use(early.first);
  early.skip(30 * day - 1);
  expect(early.use(early.first)).not.toBeNull();
  early.skip(1);
  expect(early.use(early.first)).toBeNull();
  const late = setUp();
  late.skip(80 * day);
  late.use(late.first);
  late.skip(10 * day);
  expect(late.use(late.first)).toBeNull();
});

test("another shop's token is none", () => {
  const { first, use } = setUp();
  expect(use(first, "other.myshopify.com")).toBeNull();
});
