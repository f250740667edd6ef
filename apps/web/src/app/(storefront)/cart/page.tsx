import type { Metadata } from "next";

import { CartPage } from "#components/cart/cart-page.tsx";
import { readVisitorCart } from "#server/cart.ts";

export const metadata: Metadata = { title: "Cart", robots: { index: false } };

export default async function Page() {
  return (
    <div className="shell pt-10">
      <h1 className="display text-36 lg:text-48">Cart</h1>
      <CartPage initial={await readVisitorCart()} />
    </div>
  );
}
