import type { OrderDto } from "@cartwright/api/schemas";

import { Status, type StatusTone } from "#components/ui/status.tsx";
import { formatMoney, isZero } from "#lib/money.ts";

import { channelWords } from "../channels/channel-words.ts";
import { Fact, Facts } from "../parts/facts.tsx";
import { Panel } from "../parts/panel.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";

/** How the total came about, what was paid, and what was given back. */
export function OrderMoney({ order }: { readonly order: OrderDto }) {
  return (
    <Panel title="Money" aside={<span className="text-muted">{methodWords(order.paymentMethod)}</span>}>
      <div className="grid gap-x-10 gap-y-4 sm:grid-cols-2">
        <div className="figures">
          <Facts>
            <Fact label="Goods">{formatMoney(order.subtotal)}</Fact>
            {!isZero(order.discount) && <Fact label="Discount">−{formatMoney(order.discount)}</Fact>}
            <Fact label={order.shippingTitle ?? "Shipping"}>{formatMoney(order.shipping)}</Fact>
            {!isZero(order.tax) && <Fact label="Tax">{formatMoney(order.tax)}</Fact>}
            <Fact label="Total" total>
              {formatMoney(order.total)}
            </Fact>
            {!isZero(order.taxIncluded) && <Fact label="Tax included">{formatMoney(order.taxIncluded)}</Fact>}
          </Facts>
        </div>
        <div className="figures">
          <Facts>
            <Fact label="Paid">{formatMoney(order.captured)}</Fact>
            <Fact label="Refunded">{formatMoney(order.refunded)}</Fact>
            {order.status === "pending" && order.paymentDueAt !== null && (
              <Fact label="Stock is held until">
                <RelativeTime instant={order.paymentDueAt} />
              </Fact>
            )}
            {order.cancelReason !== null && <Fact label="Cancelled because">{order.cancelReason}</Fact>}
          </Facts>
          <Entries order={order} />
        </div>
      </div>
    </Panel>
  );
}

function Entries({ order: { payments, refunds } }: { readonly order: OrderDto }) {
  if (payments.length + refunds.length === 0) return null;
  return (
    <ul className="mt-3 grid gap-2 border-t border-line pt-3">
      {payments.map((payment) => (
        <li key={payment.id} className="grid grid-cols-[1fr_auto] gap-x-3">
          <Status tone={tone(payment.state)}>
            {methodWords(payment.provider)} {stateWord(payment.state)}
          </Status>
          <span>{formatMoney(payment.amount)}</span>
          <span className="col-span-2 text-12 text-muted">
            <RelativeTime instant={payment.createdAt} />
            {payment.failureCode !== null && ` · ${stateWord(payment.failureCode)}`}
          </span>
        </li>
      ))}
      {refunds.map((refund) => (
        <li key={refund.id} className="grid grid-cols-[1fr_auto] gap-x-3">
          <Status tone={tone(refund.state)}>Refund {stateWord(refund.state)}</Status>
          <span>−{formatMoney(refund.amount)}</span>
          <span className="col-span-2 text-12 break-words text-muted">
            <RelativeTime instant={refund.createdAt} /> · {refund.reason}
          </span>
        </li>
      ))}
    </ul>
  );
}

const methods: Readonly<Record<string, string>> = { card: "Card", stripe: "Card", invoice: "Invoice" };

function methodWords(method: string): string {
  return methods[method] ?? channelWords(stateWord(method));
}

/** `requires_action` → "requires action" */
function stateWord(state: string): string {
  return state.replaceAll("_", " ");
}

function tone(state: string): StatusTone {
  if (["captured", "succeeded", "paid", "settled", "refunded", "done"].includes(state)) return "good";
  if (["failed", "declined"].includes(state)) return "danger";
  return ["voided", "cancelled", "canceled"].includes(state) ? "neutral" : "warning";
}
