"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { LabelOptionsDto, OrderDto } from "@cartwright/api/schemas";

import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useTRPC } from "#lib/trpc.ts";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { newKey } from "../parts/new-key.ts";
import { readField } from "../parts/read-field.ts";
import { chosenLines, LineQuantities } from "./line-quantities.tsx";
import { allToShip, unitsToShip } from "./units-to-ship.ts";
import { useOrderChange } from "./use-order-change.ts";
import { kilograms, readGrams, WeightField } from "./weight-field.tsx";

interface BuyLabelDialogProps {
  readonly order: OrderDto;
  readonly onClose: () => void;
}

/** Buys a label for all of an order or part of it; with it the parcel counts as sent. */
export function BuyLabelDialog({ order, onClose }: BuyLabelDialogProps) {
  const trpc = useTRPC();
  // One dialog, one label: pressing twice, or again after a lost answer, buys one.
  const [idempotencyKey] = useState(newKey);
  const [chosen, setChosen] = useState<Readonly<Record<string, number>>>(allToShip(order));
  const [weight, setWeight] = useState<string | null>(null);
  const grams = weight === null ? undefined : (readGrams(weight) ?? undefined);
  const options = useQuery(
    trpc.admin.labels.options.queryOptions(
      { id: order.id, weightGrams: grams },
      { placeholderData: (previous) => previous, retry: false },
    ),
  );
  const onSuccess = useOrderChange(`${order.number} has its label`, onClose);
  const { mutate, isPending, error } = useMutation(trpc.admin.labels.buy.mutationOptions({ onSuccess }));
  const isWhole = order.lines.every((line) => chosen[line.id] === unitsToShip(line));
  const weightGrams = weight === null ? options.data?.weightGrams : grams;
  const sold = options.data?.carriers.some(({ services }) => services.some(({ kind }) => kind !== "return")) ?? false;
  return (
    <ActionDialog
      title={`Buy label for ${order.number}`}
      description="The carrier is asked for the parcel, the customer is told, and the units leave the stock."
      action="Buy label"
      disabled={!sold || weightGrams === undefined || Object.values(chosen).every((quantity) => quantity === 0)}
      busy={isPending}
      error={error ?? options.error}
      onAct={(form) => {
        const [carrier = "", service = ""] = readField(form, "service").split("/");
        if (weightGrams === undefined) return;
        const lines = isWhole ? {} : { lines: chosenLines(chosen) };
        mutate({ id: order.id, carrier, service, weightGrams, idempotencyKey, ...lines });
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
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_8rem]">
        <ServiceField options={options.data} />
        <WeightField value={weight ?? (options.data ? kilograms(options.data.weightGrams) : "")} onChange={setWeight} />
      </div>
      {order.pickupPoint !== null && (
        <p className="text-muted">
          The customer picks it up at {order.pickupPoint.name}, {order.pickupPoint.street}, {order.pickupPoint.city}.
        </p>
      )}
      {options.data && !sold && (
        <Notice tone="warning" title="No carrier sells a label for this">
          Connect one by its keys in the environment, or check the weight.
        </Notice>
      )}
    </ActionDialog>
  );
}

function ServiceField({ options }: { readonly options: LabelOptionsDto | undefined }) {
  const suggested = options?.suggested ? `${options.suggested.carrier}/${options.suggested.service}` : undefined;
  return (
    <Field label="Service">
      {(control) => (
        // A new list of services is a new field, or the browser keeps a choice that is gone.
        <Select {...control} key={suggested ?? "none"} dense name="service" defaultValue={suggested}>
          {options?.carriers.map(({ name, title, services }) => (
            <optgroup key={name} label={title}>
              {services
                .filter(({ kind }) => kind !== "return")
                .map(({ code, title: service }) => (
                  <option key={code} value={`${name}/${code}`}>
                    {title}: {service}
                  </option>
                ))}
            </optgroup>
          ))}
        </Select>
      )}
    </Field>
  );
}
