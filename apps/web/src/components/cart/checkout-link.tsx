"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { buttonClass } from "#components/ui/button-class.ts";

import { useCartChanges, useCartSettled } from "./use-cart.ts";

interface CheckoutLinkProps {
  readonly onLeave?: () => void;
  readonly className?: string;
}

/**
 * To the checkout, once the server has all that the page shows: who presses at once after adding something would otherwise
 * arrive before it, and find an empty cart. Nothing is loaded ahead, because the cart may still change.
 */
export function CheckoutLink({ onLeave, className }: CheckoutLinkProps) {
  const router = useRouter();
  const { pending } = useCartChanges();
  const [wanted, setWanted] = useState(false);
  const settled = useCartSettled();
  const goWhenSettled = async () => {
    setWanted(true);
    await settled();
    setWanted(false);
    onLeave?.();
    router.push("/checkout");
  };
  return (
    <Link
      href="/checkout"
      prefetch={false}
      aria-busy={wanted}
      onClick={(event) => {
        if (!pending) return onLeave?.();
        event.preventDefault();
        if (!wanted) void goWhenSettled();
      }}
      className={buttonClass({ size: "large" }, className)}
    >
      Check out
    </Link>
  );
}
