"use client";

import { useState } from "react";

import type { OrderDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { isZero } from "#lib/money.ts";

import { moneyLeft } from "../parts/money-left.ts";
import { useMay } from "../shell/member.tsx";
import { BuyLabelDialog } from "./buy-label-dialog.tsx";
import { CancelDialog } from "./cancel-dialog.tsx";
import { MarkPaidDialog } from "./mark-paid-dialog.tsx";
import { RefundDialog } from "./refund-dialog.tsx";
import { ShipDialog } from "./ship-dialog.tsx";

type Action = "markPaid" | "buyLabel" | "ship" | "refund" | "cancel";

const dialogs = {
  markPaid: MarkPaidDialog,
  buyLabel: BuyLabelDialog,
  ship: ShipDialog,
  refund: RefundDialog,
  cancel: CancelDialog,
} as const;
const words: Record<Action, string> = {
  markPaid: "Mark paid",
  buyLabel: "Buy label",
  ship: "Ship order",
  refund: "Refund",
  cancel: "Cancel order",
};

/** What can be done with the order now; what its state does not allow is not offered. */
export function OrderActions({ order }: { readonly order: OrderDto }) {
  const [open, setOpen] = useState<Action | null>(null);
  const offered = useOffered(order);
  const Chosen = open === null ? null : dialogs[open];
  return (
    <>
      {offered.map((action, index) => (
        <Button
          key={action}
          size="medium"
          kind={action === "cancel" ? "danger" : index === 0 && action !== "refund" ? "primary" : "secondary"}
          onClick={() => setOpen(action)}
        >
          {words[action]}
        </Button>
      ))}
      {Chosen && <Chosen order={order} onClose={() => setOpen(null)} />}
    </>
  );
}

/** The most likely first, the destructive last. */
function useOffered(order: OrderDto): readonly Action[] {
  const mayWrite = useMay("orders:write");
  const mayRefund = useMay("orders:refund");
  const { status } = order;
  const offered: Action[] = [];
  if (mayWrite && status === "pending" && order.paymentMethod === "invoice") offered.push("markPaid");
  if (mayWrite && status === "paid") offered.push("buyLabel", "ship");
  if (mayRefund && !isZero(moneyLeft(order.captured, order.refunded))) offered.push("refund");
  if (mayWrite && ["pending", "paid"].includes(status) && order.fulfillmentStatus === "unfulfilled")
    offered.push("cancel");
  return offered;
}
