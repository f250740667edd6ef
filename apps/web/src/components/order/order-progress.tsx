import type { OrderDto } from "@cartwright/api/schemas";

import { cn } from "#components/ui/class-names.ts";
import { formatMoment } from "#lib/dates.ts";

/** The way of an order, as far as it has come. A cancelled one shows where its way ended. */
export function OrderProgress({ order }: { readonly order: OrderDto }) {
  const steps = stepsOf(order);
  const reached = steps.findLastIndex(({ at }) => at !== null);
  return (
    <ol className="mt-8 grid gap-x-2 gap-y-4 sm:grid-flow-col sm:auto-cols-fr" aria-label="Progress">
      {steps.map(({ name, at }, index) => (
        <li key={name} aria-current={index === reached ? "step" : undefined} className="flex gap-3 sm:block">
          <span
            aria-hidden="true"
            className={cn(
              "mt-1.5 block size-3 shrink-0 rounded-full transition-colors duration-200 sm:mt-0 sm:h-1.5 sm:w-full",
              at === null ? "bg-line" : name === "Cancelled" ? "bg-danger" : "bg-accent",
            )}
          />
          <span className="block sm:mt-2">
            <span className={cn("block text-14", at === null ? "text-muted" : "font-medium")}>{name}</span>
            <span className="figures block min-h-5 text-12 text-muted">{at !== null && formatMoment(at)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

function stepsOf(order: OrderDto): readonly { readonly name: string; readonly at: string | null }[] {
  const steps = [
    { name: "Ordered", at: order.placedAt },
    { name: "Paid", at: order.paidAt },
    { name: "Shipped", at: order.shippedAt },
    { name: "Delivered", at: order.deliveredAt },
  ];
  if (order.status !== "cancelled") return steps;
  return [...steps.filter(({ at }) => at !== null), { name: "Cancelled", at: order.cancelledAt }];
}
