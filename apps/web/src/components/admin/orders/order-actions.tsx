"use client";

import { useState } from "react";

import type { OrderDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { isZero } from "#lib/money.ts";

import { moneyLeft } from "../parts/money-left.ts";
import { useMay } from "../shell/member.tsx";
import { BuyLabelDialog } from "./buy-label-dialog.tsx";
import { CancelDialog } from "./cancel-dialog.tsx";
import { CancelRestDialog } from "./cancel-rest-dialog.tsx";
import { HoldDialog } from "./hold-dialog.tsx";
import { MarkPaidDialog } from "./mark-paid-dialog.tsx";
import { RefundDialog } from "./refund-dialog.tsx";
import { ReleaseDialog } from "./release-dialog.tsx";
import { ShipDialog } from "./ship-dialog.tsx";
import { unitsToShip } from "./units-to-ship.ts";

type Action = "release" | "markPaid" | "buyLabel" | "ship" | "refund" | "cancel" | "cancelRest" | "hold";

const dialogs = {
  release: ReleaseDialog,
  hold: HoldDialog,
  markPaid: MarkPaidDialog,
  buyLabel: BuyLabelDialog,
  ship: ShipDialog,
  refund: RefundDialog,
  cancel: CancelDialog,
  cancelRest: CancelRestDialog,
} as const;
const words: Record<Action, string> = {
  release: "Release order",
  hold: "Put on hold",
  markPaid: "Mark paid",
  buyLabel: "Buy label",
  ship: "Ship order",
  refund: "Refund",
  cancel: "Cancel order",
  cancelRest: "Cancel the rest",
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
          kind={
            action.startsWith("cancel")
              ? "danger"
              : index === 0 && action !== "refund" && action !== "hold"
                ? "primary"
                : "secondary"
          }
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
  const held = order.heldAt !== null;
  const isOpen = status === "pending" || status === "paid";
  const offered: Action[] = [];
  if (mayWrite && held && isOpen) offered.push("release");
  if (mayWrite && status === "pending" && order.paymentMethod === "invoice") offered.push("markPaid");
  if (mayWrite && !held && status === "paid" && order.lines.some((line) => unitsToShip(line) > 0))
    offered.push("buyLabel", "ship");
  if (mayRefund && !isZero(moneyLeft(order.captured, order.refunded))) offered.push("refund");
  if (mayWrite && !held && isOpen) offered.push("hold");
  if (mayWrite && isOpen && order.fulfillmentStatus === "unfulfilled") offered.push("cancel");
  if (mayWrite && status === "paid" && order.fulfillmentStatus === "partial") offered.push("cancelRest");
  return offered;
}
