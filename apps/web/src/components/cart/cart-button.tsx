"use client";

import Link from "next/link";
import { lazy, Suspense, useEffect, useState, type MouseEvent } from "react";

import { setDrawer, useDrawer } from "./drawer-state.ts";
import { useCart } from "./use-cart.ts";

const loadDrawer = () => import("./cart-drawer.tsx");
const CartDrawer = lazy(() => loadDrawer().then((module) => ({ default: module.CartDrawer })));

/** The way to the cart in the page's head. A link to its page; where scripts run, it opens the drawer. */
export function CartButton() {
  const cart = useCart();
  const { open } = useDrawer();
  const [wasOpen, setWasOpen] = useState(false);
  if (open && !wasOpen) setWasOpen(true);
  const count = cart?.itemCount ?? 0;

  // The drawer must be there at the first press, without being part of the first load.
  useEffect(() => {
    const idle = window.requestIdleCallback ?? ((run: () => void) => window.setTimeout(run, 1500));
    idle(() => void loadDrawer());
  }, []);

  const openDrawer = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    setDrawer({ open: true, message: null });
  };
  return (
    <>
      <Link
        href="/cart"
        prefetch={false}
        onClick={openDrawer}
        aria-haspopup="dialog"
        className="relative grid size-11 place-items-center rounded-full transition-colors hover:bg-sunken"
      >
        <svg viewBox="0 0 24 24" aria-hidden="true" className="size-6">
          <path
            d="M5.5 8.5h13l1 11.5h-15zM9 11V7a3 3 0 0 1 6 0v4"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.6"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
        <span className="sr-only">{count === 0 ? "Cart" : `Cart, ${count} ${count === 1 ? "item" : "items"}`}</span>
        {count > 0 && (
          <span
            aria-hidden="true"
            className="figures absolute top-0.5 right-0.5 grid h-5 min-w-5 place-items-center rounded-full bg-accent px-1 text-12 font-semibold text-on-accent"
          >
            {count}
          </span>
        )}
      </Link>
      {wasOpen && (
        <Suspense>
          <CartDrawer />
        </Suspense>
      )}
    </>
  );
}
