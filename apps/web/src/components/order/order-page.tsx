"use client";

import type { OrderDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { countryName } from "#lib/countries.ts";
import { formatMoment } from "#lib/dates.ts";
import { formatMoney } from "#lib/money.ts";
import { shop } from "#lib/shop.ts";

import { Countdown } from "./countdown.tsx";
import { canPay, describeStatus, nothingCharged } from "./describe-status.ts";
import { OrderProgress } from "./order-progress.tsx";
import { Receipt } from "./receipt.tsx";
import { Shipments } from "./shipments.tsx";
import { useOrder } from "./use-order.ts";

interface OrderPageProps {
  readonly initial: OrderDto;
  readonly accessToken: string | undefined;
  readonly returned: "0" | "1" | undefined;
  readonly signedIn: boolean;
}

/** One order: where it stands, live, and the receipt. */
export function OrderPage({ initial, accessToken, returned, signedIn }: OrderPageProps) {
  const { order, settling, settled, pay, paying, payFailed } = useOrder({ initial, accessToken, returned, signedIn });
  const words = describeStatus(order);
  const left = returned === "0" && settled && order.status === "pending" && nothingCharged(order);
  return (
    <div className="shell pt-8 lg:pt-12">
      <title>{`Order ${order.number}: ${words.title.toLowerCase()} · ${shop.name}`}</title>
      <p className="text-14 text-muted">
        Order <span className="figures">{order.number}</span> · {formatMoment(order.placedAt)}
      </p>
      <div role="status" className="mt-1">
        <h1 className="display text-36 lg:text-48">{settling ? "Asking the bank" : words.title}</h1>
        <p className="mt-2 max-w-2xl text-18 text-muted">
          {settling ? "This takes a moment. You can stay here, or come back later: nothing gets lost." : words.text}
        </p>
      </div>
      {left && (
        <Notice tone="warning" title="You left the payment page" className="mt-5 max-w-2xl">
          You were not charged. The order waits for you below.
        </Notice>
      )}
      {canPay(order) && !settling && (
        <div className="no-print mt-6 flex flex-wrap items-center gap-x-5 gap-y-3">
          <Button size="large" busy={paying} onClick={pay}>
            Pay {formatMoney(order.total)}
          </Button>
          {order.paymentDueAt !== null && <Countdown until={order.paymentDueAt} />}
        </div>
      )}
      {payFailed && (
        <Notice tone="danger" live className="mt-4 max-w-2xl">
          We could not reach the payment provider. The order is safe; try again in a moment.
        </Notice>
      )}
      <OrderProgress order={order} />
      <div className="mt-10 grid items-start gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Receipt order={order} />
        <div className="grid gap-8">
          <Shipments order={order} />
          <PickupPlace order={order} />
          <section aria-labelledby="to">
            <h2 id="to" className="text-14 font-semibold">
              Goes to
            </h2>
            <address className="mt-2 text-14 not-italic">
              {addressLines(order).map((line) => (
                <span key={line} className="block">
                  {line}
                </span>
              ))}
              <span className="mt-2 block text-muted">{order.email}</span>
            </address>
          </section>
          <div className="no-print">
            <Button kind="secondary" onClick={() => window.print()}>
              Print
            </Button>
          </div>
        </div>
      </div>
    </div>
  );
}

function PickupPlace({ order: { pickupPoint } }: { readonly order: OrderDto }) {
  if (pickupPoint === null) return null;
  const { name, street, postalCode, city } = pickupPoint;
  return (
    <section aria-labelledby="pickup">
      <h2 id="pickup" className="text-14 font-semibold">
        Pick it up at
      </h2>
      <address className="mt-2 text-14 not-italic">
        <span className="block">{name}</span>
        <span className="block">{street}</span>
        <span className="block">
          {postalCode} {city}
        </span>
      </address>
    </section>
  );
}

function addressLines({ shippingAddress, shippingTitle }: OrderDto): string[] {
  if (!shippingAddress) return ["No delivery"];
  const { name, line1, line2, postalCode, city, region, country, phone } = shippingAddress;
  const lines = [name, line1, line2, `${postalCode} ${city}`, region, countryName(country), phone, shippingTitle];
  return lines.filter((line): line is string => typeof line === "string" && line !== "");
}
