"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import type { OrderDto } from "@cartwright/api/schemas";

import { Field } from "#components/ui/field.tsx";
import { Input, Select } from "#components/ui/input.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { countWords } from "../parts/count-words.ts";
import { readField } from "../parts/read-field.ts";
import { chosenLines, LineQuantities } from "./line-quantities.tsx";
import { allToShip, unitsToShip } from "./units-to-ship.ts";
import { useOrderChange } from "./use-order-change.ts";

const carriers = [
  { value: "posti", label: "Posti" },
  { value: "matkahuolto", label: "Matkahuolto" },
  { value: "other", label: "Another carrier, or by hand" },
] as const;

/** Says that a parcel left: all of the order, or part of it. */
export function ShipDialog({ order, onClose }: { readonly order: OrderDto; readonly onClose: () => void }) {
  const trpc = useTRPC();
  const [chosen, setChosen] = useState<Readonly<Record<string, number>>>(allToShip(order));
  const onSuccess = useOrderChange(`${order.number} is shipped`, onClose);
  const { mutate, isPending, error } = useMutation(trpc.admin.orders.ship.mutationOptions({ onSuccess }));
  const units = Object.values(chosen).reduce((sum, quantity) => sum + quantity, 0);
  const isWhole = order.lines.every((line) => chosen[line.id] === unitsToShip(line));
  const booked = order.shipments.find(({ state }) => state === "created");
  return (
    <ActionDialog
      title={`Ship ${order.number}`}
      description="The customer is told, and the units leave the stock."
      action={isWhole ? "Ship order" : `Ship ${countWords(units, "unit")}`}
      disabled={units === 0}
      busy={isPending}
      error={error}
      onAct={(form) => {
        const trackingNumber = readField(form, "trackingNumber");
        mutate({
          id: order.id,
          carrier: readField(form, "carrier"),
          ...(trackingNumber === "" ? {} : { trackingNumber }),
          // Without lines, a parcel that was booked at the carrier goes as it is packed.
          ...(isWhole ? {} : { lines: chosenLines(chosen) }),
        });
      }}
      onClose={onClose}
    >
      <LineQuantities
        legend="In this parcel"
        lines={order.lines}
        most={unitsToShip}
        chosen={chosen}
        onChoose={setChosen}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Carrier">
          {(control) => (
            <Select {...control} dense name="carrier" defaultValue={likelyCarrier(order)}>
              {carriers.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Tracking number" optional>
          {(control) => (
            <Input
              {...control}
              dense
              name="trackingNumber"
              maxLength={100}
              autoComplete="off"
              defaultValue={booked?.trackingNumber ?? ""}
              className="figures"
            />
          )}
        </Field>
      </div>
    </ActionDialog>
  );
}

function likelyCarrier({ shipments, shippingMethod, shippingTitle }: OrderDto): string {
  const hint = `${shipments[0]?.carrier ?? ""} ${shippingMethod ?? ""} ${shippingTitle ?? ""}`.toLowerCase();
  return carriers.find(({ value }) => hint.includes(value))?.value ?? "other";
}
