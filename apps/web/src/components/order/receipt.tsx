import type { MoneyDto, OrderDto } from "@cartwright/api/schemas";

import { Picture } from "#components/shop/picture.tsx";
import { formatDay } from "#lib/dates.ts";
import { formatMoney, isZero } from "#lib/money.ts";
import { shop } from "#lib/shop.ts";

import { isInvoice } from "./describe-status.ts";

/** What was bought and what it cost, as it was agreed; a receipt once it is paid, worth printing. */
export function Receipt({ order }: { readonly order: OrderDto }) {
  return (
    <section
      aria-labelledby="receipt"
      className="rounded-shop border border-line bg-surface p-5 sm:p-8 print:border-0 print:p-0"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="receipt" className="display text-22">
          {isZero(order.captured) ? "Your order" : "Receipt"}
        </h2>
        <p className="figures text-14 text-muted">
          No. {order.number}, {formatDay(order.placedAt)}
        </p>
      </div>
      <ul className="mt-4 divide-y divide-line">
        {order.lines.map((line) => (
          <li key={line.id} className="grid grid-cols-[3.5rem_1fr_auto] gap-4 py-3 text-14">
            <div className="overflow-hidden rounded-admin bg-frame">
              {line.media && <Picture media={line.media} sizes="3.5rem" widths={[160]} decorative />}
            </div>
            <div className="min-w-0">
              <p className="font-medium">{line.title}</p>
              <p className="text-muted">
                {line.variantTitle !== "" && `${line.variantTitle} · `}
                {line.quantity} × {formatMoney(line.unitPrice)}
              </p>
              {line.refundedQuantity > 0 && <p className="text-muted">{line.refundedQuantity} returned</p>}
            </div>
            <p className="figures">{formatMoney(line.total)}</p>
          </li>
        ))}
      </ul>
      <dl className="figures grid gap-1.5 border-t border-line pt-4 text-14">
        <Row label="Subtotal" amount={order.subtotal} />
        {!isZero(order.discount) && <Row label="Discount" amount={order.discount} minus />}
        <Row
          label={order.shippingTitle === null ? "Delivery" : `Delivery, ${order.shippingTitle}`}
          amount={order.shipping}
        />
        <div className="mt-1 flex justify-between text-18 font-semibold">
          <dt>Total</dt>
          <dd>{formatMoney(order.total)}</dd>
        </div>
        <Row label="VAT included" amount={order.taxIncluded} quiet />
        {!isZero(order.captured) && (
          <Row label={`Paid by ${isInvoice(order.paymentMethod) ? "invoice" : "card"}`} amount={order.captured} quiet />
        )}
        {!isZero(order.refunded) && <Row label="Returned to you" amount={order.refunded} minus quiet />}
      </dl>
      <p className="mt-6 text-12 text-muted">{shop.address}</p>
    </section>
  );
}

interface RowProps {
  readonly label: string;
  readonly amount: MoneyDto;
  readonly minus?: boolean;
  readonly quiet?: boolean;
}

function Row({ label, amount, minus = false, quiet = false }: RowProps) {
  return (
    <div className={quiet ? "flex justify-between gap-4 text-muted" : "flex justify-between gap-4"}>
      <dt>{label}</dt>
      <dd>
        {minus && "−"}
        {formatMoney(amount)}
      </dd>
    </div>
  );
}
