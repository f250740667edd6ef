import Link from "next/link";
import type { ReactNode } from "react";

import type { CartDto, CartLineDto, MoneyDto, ShippingMethodDto } from "@cartwright/api/schemas";

import { Picture } from "#components/shop/picture.tsx";
import { formatMoney, isZero } from "#lib/money.ts";

interface CheckoutSummaryProps {
  readonly cart: CartDto;
  readonly method: ShippingMethodDto | null;
  readonly total: MoneyDto | null;
  /** Below the sum: problems and the button. */
  readonly children: ReactNode;
}

/** What is bought and what it comes to, beside the form or, on a phone, after it. */
export function CheckoutSummary({ cart, method, total, children }: CheckoutSummaryProps) {
  return (
    <section aria-labelledby="summary" className="rounded-shop bg-sunken p-6 lg:sticky lg:top-24">
      <div className="flex items-baseline justify-between">
        <h2 id="summary" className="display text-22">
          Your order
        </h2>
        <Link
          href="/cart"
          prefetch={false}
          className="inline-flex min-h-11 items-center text-14 underline underline-offset-4"
        >
          Change
        </Link>
      </div>
      <ul className="mt-2 grid gap-4">
        {cart.lines.map((line) => (
          <SummaryLine key={line.variantId} line={line} />
        ))}
      </ul>
      <dl className="figures mt-5 grid gap-2 border-t border-line pt-5 text-14">
        <Row label="Subtotal" value={formatMoney(cart.subtotal)} />
        {!isZero(cart.discount) && <Row label="Discount" value={`−${formatMoney(cart.discount)}`} />}
        <Row label="Delivery" value={method ? (isZero(method.price) ? "Free" : formatMoney(method.price)) : "–"} />
        <div className="mt-1 flex items-baseline justify-between text-18 font-semibold">
          <dt>Total</dt>
          <dd>{total ? formatMoney(total) : "–"}</dd>
        </div>
      </dl>
      <p className="mt-1 text-14 text-muted">VAT included</p>
      {children}
    </section>
  );
}

function Row({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div className="flex justify-between">
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

const problems: Readonly<Record<NonNullable<CartLineDto["problem"]>, (line: CartLineDto) => string>> = {
  out_of_stock: () => "Sold out",
  not_enough_stock: ({ available }) => `Only ${available} left`,
  price_changed: ({ seenPrice, unitPrice }) => `Was ${formatMoney(seenPrice)}, is now ${formatMoney(unitPrice)}`,
  unavailable: () => "No longer on sale",
};

function SummaryLine({ line }: { readonly line: CartLineDto }) {
  return (
    <li className="grid grid-cols-[3.5rem_1fr_auto] gap-3">
      <div className="overflow-hidden rounded-admin bg-frame">
        {line.media && <Picture media={line.media} sizes="3.5rem" widths={[160]} decorative />}
      </div>
      <div className="min-w-0 text-14">
        <p className="font-medium">{line.title}</p>
        <p className="text-muted">
          {line.variantTitle !== "" && `${line.variantTitle} · `}
          {line.quantity} × {formatMoney(line.unitPrice)}
        </p>
        {line.problem !== null && (
          <p className="text-danger">
            {problems[line.problem](line)}{" "}
            {line.problem !== "price_changed" && (
              <Link href="/cart" className="underline underline-offset-4">
                Change
              </Link>
            )}
          </p>
        )}
      </div>
      <p className="figures text-14">{formatMoney(line.total)}</p>
    </li>
  );
}
