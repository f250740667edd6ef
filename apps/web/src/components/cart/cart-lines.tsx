"use client";

import Link from "next/link";

import type { CartDto, CartLineDto } from "@cartwright/api/schemas";

import { Picture } from "#components/shop/picture.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatMoney } from "#lib/money.ts";

import { isExpected } from "./expect-cart.ts";
import { QuantityStepper } from "./quantity-stepper.tsx";
import { useCartChanges } from "./use-cart.ts";

interface CartLinesProps {
  readonly cart: CartDto;
  /** Called when a link leads away from the lines. */
  readonly onLeave?: () => void;
}

export function CartLines({ cart, onLeave }: CartLinesProps) {
  return (
    <ul className="divide-y divide-line">
      {cart.lines.map((line) => (
        <CartLine key={line.variantId} line={line} onLeave={onLeave} />
      ))}
    </ul>
  );
}

function CartLine({ line, onLeave }: { readonly line: CartLineDto; readonly onLeave?: (() => void) | undefined }) {
  const { change, acceptPrices } = useCartChanges();
  const name = line.variantTitle === "" ? line.title : `${line.title}, ${line.variantTitle}`;
  return (
    <li className="grid grid-cols-[5rem_1fr] gap-4 py-5">
      <Link
        href={`/products/${line.slug}?variant=${line.sku}`}
        prefetch={false}
        onClick={onLeave}
        tabIndex={-1}
        aria-hidden="true"
        className="self-start overflow-hidden rounded-shop bg-frame"
      >
        {line.media && <Picture media={line.media} sizes="5rem" widths={[160, 320]} decorative />}
      </Link>
      <div className="grid min-w-0 content-between gap-3">
        <div className="flex items-start justify-between gap-3">
          <div className="min-w-0">
            <Link
              href={`/products/${line.slug}?variant=${line.sku}`}
              prefetch={false}
              onClick={onLeave}
              className="font-medium underline-offset-4 hover:underline"
            >
              {line.title}
            </Link>
            {line.variantTitle !== "" && <p className="text-14 text-muted">{line.variantTitle}</p>}
          </div>
          <p className="figures shrink-0 font-medium">{formatMoney(line.total)}</p>
        </div>
        <LineProblem line={line} onAccept={() => acceptPrices()} />
        <div className="flex items-center justify-between gap-3">
          <QuantityStepper
            name={name}
            quantity={line.quantity}
            max={line.available}
            disabled={isExpected(line)}
            onChange={(quantity) => change({ lineId: line.id, quantity })}
          />
          <button
            type="button"
            disabled={isExpected(line)}
            onClick={() => change({ lineId: line.id, quantity: 0 })}
            className="min-h-11 px-2 text-14 text-muted underline underline-offset-4 hover:text-ink"
          >
            Remove<span className="sr-only"> {name}</span>
          </button>
        </div>
      </div>
    </li>
  );
}

function LineProblem({ line, onAccept }: { readonly line: CartLineDto; readonly onAccept: () => void }) {
  if (line.problem === null) return null;
  if (line.problem === "price_changed") {
    return (
      <p className="text-14 text-warning">
        The price went from {formatMoney(line.seenPrice)} to {formatMoney(line.unitPrice)}.{" "}
        <button type="button" onClick={onAccept} className="font-medium underline underline-offset-4">
          Accept new price
        </button>
      </p>
    );
  }
  return (
    <p className="text-14 text-danger">
      {line.problem === "not_enough_stock" && `Only ${line.available} left. Lower the quantity to go on.`}
      {line.problem === "out_of_stock" && "Sold out. Remove it to go on."}
      {line.problem === "unavailable" && "No longer on sale. Remove it to go on."}
    </p>
  );
}

export function CartLinesSkeleton() {
  return (
    <div aria-busy="true" className="divide-y divide-line">
      {[0, 1].map((row) => (
        <div key={row} className="grid grid-cols-[5rem_1fr] gap-4 py-5">
          <Skeleton className="aspect-4/5 w-20 rounded-shop" />
          <div className="grid content-between">
            <Skeleton className="h-5 w-2/3" />
            <Skeleton className="h-11 w-32 rounded-shop" />
          </div>
        </div>
      ))}
    </div>
  );
}
