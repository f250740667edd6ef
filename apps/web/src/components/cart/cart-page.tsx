"use client";

import Link from "next/link";

import type { CartDto } from "@cartwright/api/schemas";

import { buttonClass } from "#components/ui/button-class.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { formatMoney } from "#lib/money.ts";

import { CartLines, CartLinesSkeleton } from "./cart-lines.tsx";
import { CheckoutLink } from "./checkout-link.tsx";
import { useDrawer } from "./drawer-state.ts";
import { useCart } from "./use-cart.ts";

/** The cart with all it holds. Written by the server first, so that it is there without scripts. */
export function CartPage({ initial }: { readonly initial: CartDto | null }) {
  const cart = useCart(initial);
  const { message } = useDrawer();
  if (cart === undefined) return <CartLinesSkeleton />;
  if (cart === null || cart.itemCount === 0) {
    return (
      <EmptyState
        title="Nothing here yet"
        action={
          <Link href="/collections/all" className={buttonClass({ kind: "secondary" })}>
            Look around
          </Link>
        }
      >
        What you add waits here for thirty days.
      </EmptyState>
    );
  }
  const blocked = cart.lines.some(({ problem }) => problem !== null);
  return (
    <div className="mt-6 grid items-start gap-10 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div>
        {message !== null && (
          <Notice tone="warning" live>
            {message}
          </Notice>
        )}
        <CartLines cart={cart} />
      </div>
      <section aria-labelledby="sum" className="rounded-shop bg-sunken p-6 lg:sticky lg:top-24">
        <h2 id="sum" className="text-18 font-semibold">
          Together
        </h2>
        <p className="mt-4 flex items-baseline justify-between">
          <span>Subtotal</span>
          <span className="figures text-18 font-semibold">{formatMoney(cart.subtotal)}</span>
        </p>
        <p className="mt-1 text-14 text-muted">VAT included, shipping is added at checkout.</p>
        <CheckoutLink className="mt-5 w-full" />
        {blocked && <p className="mt-3 text-14 text-warning">Something above needs a decision before you can pay.</p>}
      </section>
    </div>
  );
}
