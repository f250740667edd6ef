"use client";

import Link from "next/link";

import { buttonClass } from "#components/ui/button-class.ts";
import { Drawer } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { formatMoney } from "#lib/money.ts";

import { CartLines, CartLinesSkeleton } from "./cart-lines.tsx";
import { CheckoutLink } from "./checkout-link.tsx";
import { setDrawer, useDrawer } from "./drawer-state.ts";
import { useCart } from "./use-cart.ts";

const close = () => setDrawer({ open: false, message: null });

/** The cart beside the page. It opens at once with what is expected, and corrects itself when the server refuses. */
export function CartDrawer() {
  const { open, message } = useDrawer();
  const cart = useCart();
  const count = cart?.itemCount ?? 0;
  return (
    <Drawer
      open={open}
      onOpenChange={(next) => (next ? setDrawer({ open: true }) : close())}
      title={count === 0 ? "Cart" : `Cart (${count})`}
      description="What you are about to buy"
    >
      <div className="flex-1 overflow-y-auto overscroll-contain px-6">
        {message !== null && (
          <Notice tone="warning" live className="mt-4">
            {message}
          </Notice>
        )}
        {cart === undefined && <CartLinesSkeleton />}
        {cart !== undefined && count === 0 && (
          <EmptyState
            title="Nothing here yet"
            action={
              <Link href="/collections/all" onClick={close} className={buttonClass({ kind: "secondary" })}>
                Look around
              </Link>
            }
          >
            What you add waits here for thirty days.
          </EmptyState>
        )}
        {cart && count > 0 && <CartLines cart={cart} onLeave={close} />}
      </div>
      {cart && count > 0 && (
        <div className="border-t border-line px-6 pt-4 pb-6">
          <p className="flex items-baseline justify-between">
            <span>Subtotal</span>
            <span className="figures text-18 font-semibold">{formatMoney(cart.subtotal)}</span>
          </p>
          <p className="mt-1 text-14 text-muted">VAT included, shipping is added at checkout.</p>
          <div className="mt-4 grid gap-2">
            <CheckoutLink onLeave={close} />
            <Link href="/cart" onClick={close} className={buttonClass({ kind: "quiet" })}>
              View cart
            </Link>
          </div>
        </div>
      )}
    </Drawer>
  );
}
