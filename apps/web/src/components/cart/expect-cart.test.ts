import { expect, test } from "vitest";

import { expectAdded, expectChanged, isExpected, type Buyable } from "./expect-cart.ts";

const mug: Buyable = {
  variantId: "v1",
  productId: "p1",
  slug: "mug",
  sku: "MUG",
  title: "Mug",
  variantTitle: "Pine",
  price: { amount: "24.90", currency: "EUR" },
  available: 5,
  media: null,
};

test("the first thing makes a cart that adds up before the server has answered", () => {
  const cart = expectAdded(null, mug, 2);
  expect(cart).toMatchObject({
    itemCount: 2,
    subtotal: { amount: "49.80" },
    total: { amount: "49.80" },
    shipping: null,
  });
  expect(cart.lines.map(isExpected)).toEqual([true]);
});

test("the same thing again raises its line instead of making another", () => {
  const cart = expectAdded(expectAdded(null, mug, 1), mug, 2);
  expect(cart.lines).toHaveLength(1);
  expect(cart.lines[0]).toMatchObject({ quantity: 3, total: { amount: "74.70" } });
});

test("a line at nothing is gone, and shipping stays in the total", () => {
  const two = expectAdded(
    expectAdded(null, mug, 1),
    { ...mug, variantId: "v2", price: { amount: "0.10", currency: "EUR" } },
    1,
  );
  const shipped = { ...two, shipping: { amount: "4.90", currency: "EUR" } };
  const cart = expectChanged(shipped, "expected:v1", 0);
  expect(cart).toMatchObject({ itemCount: 1, subtotal: { amount: "0.10" }, total: { amount: "5.00" } });
});
