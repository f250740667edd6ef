import Link from "next/link";

import type { OrderDto } from "@cartwright/api/schemas";

import { channelWords } from "../channels/channel-words.ts";
import { Fact, Facts } from "../parts/facts.tsx";
import { Panel } from "../parts/panel.tsx";
import { ordersAddress } from "./order-filters.ts";

const countries = new Intl.DisplayNames(["en"], { type: "region" });

/** Who bought, and where it goes. */
export function OrderCustomer({ order }: { readonly order: OrderDto }) {
  const { shippingAddress: address } = order;
  return (
    <Panel
      title="Customer"
      aside={
        <Link href={ordersAddress({ query: order.email })} className="text-accent hover:underline">
          Their orders
        </Link>
      }
    >
      <Facts>
        {order.customerName !== null && <Fact label="Name">{order.customerName}</Fact>}
        <Fact label="E-mail">
          {order.email.endsWith(".invalid") ? (
            `Held back by ${channelWords(order.channel)}`
          ) : (
            <a href={`mailto:${order.email}`} className="break-all hover:underline">
              {order.email}
            </a>
          )}
        </Fact>
        {order.phone !== null && <Fact label="Phone">{order.phone}</Fact>}
        <Fact label="Bought in">{channelWords(order.channel)}</Fact>
      </Facts>
      <h3 className="mt-4 mb-1 text-muted">Ships to</h3>
      {address ? (
        <address className="not-italic">
          {[
            address.name,
            address.line1,
            address.line2,
            `${address.postalCode} ${address.city}`,
            address.region,
            countries.of(address.country.toUpperCase()),
            address.phone,
          ]
            .filter((line) => line !== undefined && line !== "")
            .map((line) => (
              <span key={line} className="block">
                {line}
              </span>
            ))}
        </address>
      ) : (
        <p>No address was given.</p>
      )}
      {order.pickupPoint !== null && (
        <>
          <h3 className="mt-4 mb-1 text-muted">Picks it up at</h3>
          <address className="not-italic">
            <span className="block">{order.pickupPoint.name}</span>
            <span className="block">
              {order.pickupPoint.street}, {order.pickupPoint.postalCode} {order.pickupPoint.city}
            </span>
          </address>
        </>
      )}
      {order.shippingTitle !== null && <p className="mt-1 text-muted">{order.shippingTitle}</p>}
    </Panel>
  );
}
