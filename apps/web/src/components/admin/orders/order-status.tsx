import type { OrderSummaryDto } from "@cartwright/api/schemas";

import { Status } from "#components/ui/status.tsx";

import { orderStates, paymentStates } from "./order-states.ts";

export function OrderStatus({ status }: { readonly status: OrderSummaryDto["status"] }) {
  const { tone, word } = orderStates[status];
  return <Status tone={tone}>{word}</Status>;
}

export function PaymentStatus({ status }: { readonly status: OrderSummaryDto["paymentStatus"] }) {
  const { tone, word } = paymentStates[status];
  return <Status tone={tone}>{word}</Status>;
}
