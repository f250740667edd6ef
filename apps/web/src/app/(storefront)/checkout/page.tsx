import type { Metadata } from "next";
import Link from "next/link";

import { CheckoutForm } from "#components/checkout/checkout-form.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { requestCaller } from "#server/caller.ts";
import { readVisitorCart } from "#server/cart.ts";

export const metadata: Metadata = { title: "Checkout", robots: { index: false } };

export default async function CheckoutPage() {
  const [cart, caller] = await Promise.all([readVisitorCart(), requestCaller()]);
  if (cart === null || cart.itemCount === 0) {
    return (
      <div className="shell pt-10">
        <h1 className="display text-36">Checkout</h1>
        <EmptyState
          title="There is nothing to pay for"
          action={
            <Link href="/collections/all" className={buttonClass({ kind: "secondary" })}>
              Look around
            </Link>
          }
        >
          Your cart is empty, or it has been ordered already.
        </EmptyState>
      </div>
    );
  }
  const [{ user }, methods] = await Promise.all([
    caller.auth.whoami({}),
    caller.cart.shippingMethods({ id: cart.id, country: cart.shippingAddress?.country ?? "FI" }),
  ]);
  return (
    <div className="shell pt-8 lg:pt-10">
      <h1 className="display text-36 lg:text-48">Checkout</h1>
      <noscript>
        <p className="mt-4 rounded-shop border border-warning/40 bg-warning-soft px-4 py-3">
          Paying needs JavaScript. Switch it on for this shop and reload.
        </p>
      </noscript>
      <CheckoutForm initialCart={cart} initialMethods={methods.items} account={user} />
    </div>
  );
}
