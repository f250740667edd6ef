"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import type { MoneyDto, OrderDto, OrderLineDto } from "@cartwright/api/schemas";

import { Field } from "#components/ui/field.tsx";
import { Checkbox, Input } from "#components/ui/input.tsx";
import { formatMoney, sum } from "#lib/money.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { moneyLeft, moneyShare } from "../parts/money-left.ts";
import { newKey } from "../parts/new-key.ts";
import { readField } from "../parts/read-field.ts";
import { chosenLines, LineQuantities } from "./line-quantities.tsx";
import { useOrderChange } from "./use-order-change.ts";

/** Gives money back: an amount, or what chosen lines cost, with the goods back on the shelf or not. */
export function RefundDialog({ order, onClose }: { readonly order: OrderDto; readonly onClose: () => void }) {
  const trpc = useTRPC();
  const most = moneyLeft(order.captured, order.refunded);
  // One dialog, one refund: pressing twice, or again after a lost answer, gives back once.
  const [idempotencyKey] = useState(newKey);
  const [amount, setAmount] = useState("");
  const [chosen, setChosen] = useState<Readonly<Record<string, number>>>({});
  const [restock, setRestock] = useState(false);
  const onSuccess = useOrderChange(`Refund of ${order.number} is under way`, onClose);
  const { mutate, isPending, error } = useMutation(trpc.admin.orders.refund.mutationOptions({ onSuccess }));
  const lines = chosenLines(chosen);
  const wanted: MoneyDto =
    amount !== "" ? { ...most, amount } : lines.length > 0 ? linesTotal(order.lines, chosen, most) : most;
  const tooMuch = Number(wanted.amount) > Number(most.amount);
  const malformed = amount !== "" && !isAmount(amount, most);
  const restockable = lines.length > 0 && lines.every(({ lineId, quantity }) => quantity <= shipped(order, lineId));
  return (
    <ActionDialog
      title={`Refund ${order.number}`}
      description={`At most ${formatMoney(most)} can be refunded. It goes back the way it was paid.`}
      action={malformed ? "Refund" : `Refund ${formatMoney(wanted)}`}
      destructive
      disabled={tooMuch || malformed || Number(wanted.amount) === 0}
      busy={isPending}
      error={error}
      onAct={(form) =>
        mutate({
          id: order.id,
          idempotencyKey,
          reason: readField(form, "reason"),
          ...(amount === "" ? {} : { amount }),
          ...(lines.length === 0 ? {} : { lines: lines.map((line) => ({ ...line, restock: restock && restockable })) }),
        })
      }
      onClose={onClose}
    >
      <LineQuantities legend="Lines" lines={order.lines} most={refundable} chosen={chosen} onChoose={setChosen} />
      {restockable && (
        <label className="flex items-center gap-2.5">
          <Checkbox checked={restock} onChange={({ target }) => setRestock(target.checked)} />
          The goods came back and go on sale again
        </label>
      )}
      <Field
        label={`Amount in ${most.currency}`}
        optional
        hint={`Empty: ${lines.length > 0 ? "what the chosen lines cost" : "everything that is left"}, ${formatMoney(lines.length > 0 ? linesTotal(order.lines, chosen, most) : most)}.`}
        error={amountProblem({ malformed, tooMuch, most })}
      >
        {(control) => (
          <Input
            {...control}
            dense
            inputMode="decimal"
            autoComplete="off"
            value={amount}
            onChange={({ target }) => setAmount(target.value.trim().replace(",", "."))}
            className="figures"
          />
        )}
      </Field>
      <Field label="Reason">
        {(control) => <Input {...control} dense name="reason" required maxLength={500} placeholder="Arrived damaged" />}
      </Field>
    </ActionDialog>
  );
}

function amountProblem(about: { malformed: boolean; tooMuch: boolean; most: MoneyDto }): string | undefined {
  if (about.malformed) return `Write an amount such as ${about.most.amount}.`;
  return about.tooMuch ? `More than is left: at most ${formatMoney(about.most)}.` : undefined;
}

function isAmount(text: string, { amount }: MoneyDto): boolean {
  const digits = amount.split(".")[1]?.length ?? 0;
  return new RegExp(digits === 0 ? "^\\d{1,12}$" : `^\\d{1,12}(\\.\\d{1,${digits}})?$`).test(text);
}

function refundable({ quantity, refundedQuantity }: OrderLineDto): number {
  return quantity - refundedQuantity;
}

function shipped({ lines }: OrderDto, lineId: string): number {
  return lines.find(({ id }) => id === lineId)?.shippedQuantity ?? 0;
}

function linesTotal(
  lines: readonly OrderLineDto[],
  chosen: Readonly<Record<string, number>>,
  zero: MoneyDto,
): MoneyDto {
  const shares = lines.map(({ id, total, quantity, refundedQuantity }) =>
    moneyLeft(
      moneyShare(total, { units: refundedQuantity + (chosen[id] ?? 0), quantity }),
      moneyShare(total, { units: refundedQuantity, quantity }),
    ),
  );
  return sum(shares, zero);
}
