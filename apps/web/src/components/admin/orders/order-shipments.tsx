"use client";

import { useState } from "react";

import type { OrderDto } from "@cartwright/api/schemas";

import { Button } from "#components/ui/button.tsx";
import { Status, type StatusTone } from "#components/ui/status.tsx";
import { capitalise, parcelWords } from "#lib/parcel-words.ts";

import { Panel } from "../parts/panel.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { useMay } from "../shell/member.tsx";
import { LabelRow } from "./label-row.tsx";
import { ReturnLabelDialog } from "./return-label-dialog.tsx";

type Shipment = OrderDto["shipments"][number];

const states: Readonly<Record<string, { readonly tone: StatusTone; readonly word: string }>> = {
  created: { tone: "active", word: "Packed" },
  shipped: { tone: "good", word: "On its way" },
  delivered: { tone: "good", word: "Delivered" },
  cancelled: { tone: "neutral", word: "Called off" },
};

/** The parcels of an order, their labels, and the way they went; nothing while there are none. */
export function OrderShipments({ order }: { readonly order: OrderDto }) {
  if (order.shipments.length === 0) return null;
  return (
    <Panel title="Shipments" flush>
      <ul>
        {order.shipments.map((shipment) => (
          <ShipmentRow key={shipment.id} order={order} shipment={shipment} />
        ))}
      </ul>
    </Panel>
  );
}

function ShipmentRow({ order, shipment }: { readonly order: OrderDto; readonly shipment: Shipment }) {
  const { carrier, state, trackingNumber, parcelStatus, shippedAt, deliveredAt, labels } = shipment;
  const at = deliveredAt ?? shippedAt;
  const told = states[state] ?? { tone: "active" as const, word: capitalise(state) };
  const word = state === "shipped" && parcelStatus !== null ? parcelWords(parcelStatus) : told.word;
  return (
    <li className="grid gap-3 border-b border-line p-4 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Status tone={parcelStatus === "returned" || parcelStatus === "returning" ? "warning" : told.tone}>
          {word}
        </Status>
        <span>{capitalise(carrier)}</span>
        {trackingNumber !== null && <span className="figures break-all text-muted">{trackingNumber}</span>}
        {at !== null && <RelativeTime instant={at} className="ml-auto text-muted" />}
      </div>
      {labels.length > 0 && (
        <ul className="grid gap-3">
          {labels.map((label) => (
            <LabelRow key={label.id} orderId={order.id} label={label} />
          ))}
        </ul>
      )}
      <Steps steps={shipment.steps} />
      <ReturnAction order={order} shipment={shipment} />
    </li>
  );
}

function Steps({ steps }: { readonly steps: Shipment["steps"] }) {
  if (steps.length === 0) return null;
  return (
    <ol aria-label="Tracking" className="grid gap-1 border-l border-line pl-3">
      {steps.map(({ status, place, occurredAt }) => (
        <li key={`${status} ${occurredAt}`} className="flex flex-wrap gap-x-4">
          <span>{parcelWords(status)}</span>
          {place !== null && place !== "" && <span className="text-muted">{place}</span>}
          <RelativeTime instant={occurredAt} className="ml-auto text-muted" />
        </li>
      ))}
    </ol>
  );
}

function ReturnAction({ order, shipment }: { readonly order: OrderDto; readonly shipment: Shipment }) {
  const [open, setOpen] = useState(false);
  const mayWrite = useMay("orders:write");
  if (!mayWrite || (shipment.state !== "shipped" && shipment.state !== "delivered")) return null;
  return (
    <div>
      <Button size="small" kind="quiet" onClick={() => setOpen(true)}>
        Buy return label
      </Button>
      {open && <ReturnLabelDialog order={order} shipment={shipment} onClose={() => setOpen(false)} />}
    </div>
  );
}
