"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import type { OrderDto } from "@cartwright/api/schemas";

import { capitalise } from "#lib/parcel-words.ts";
import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { newKey } from "../parts/new-key.ts";
import { useOrderChange } from "./use-order-change.ts";
import { kilograms, readGrams, WeightField } from "./weight-field.tsx";

interface ReturnLabelDialogProps {
  readonly order: OrderDto;
  readonly shipment: OrderDto["shipments"][number];
  readonly onClose: () => void;
}

/** Buys a label by which the customer sends a parcel back. */
export function ReturnLabelDialog({ order, shipment, onClose }: ReturnLabelDialogProps) {
  const trpc = useTRPC();
  // One dialog, one label: pressing twice, or again after a lost answer, buys one.
  const [idempotencyKey] = useState(newKey);
  const outbound = shipment.labels.find(({ kind, state }) => kind === "outbound" && state === "bought");
  const [weight, setWeight] = useState(kilograms(outbound?.weightGrams ?? 1_000));
  const onSuccess = useOrderChange(`Return label of ${order.number} is bought`, onClose);
  const { mutate, isPending, error } = useMutation(trpc.admin.labels.buyReturn.mutationOptions({ onSuccess }));
  const grams = readGrams(weight);
  return (
    <ActionDialog
      title={`Return label for ${order.number}`}
      description={`From the customer to the shop, by ${capitalise(shipment.carrier)}. The carrier charges for it once it is used.`}
      action="Buy return label"
      disabled={grams === null}
      busy={isPending}
      error={error}
      onAct={() =>
        grams !== null && mutate({ id: order.id, shipmentId: shipment.id, weightGrams: grams, idempotencyKey })
      }
      onClose={onClose}
    >
      <WeightField value={weight} onChange={setWeight} />
    </ActionDialog>
  );
}
