import { z } from "zod";

import type { Clock } from "../../clock.ts";
import { header, param } from "../../server/exchange.ts";
import type { Exchange, Reply, Route } from "../../server/exchange.ts";
import { json, noContent } from "../../server/reply.ts";
import { renderLabel } from "../label.ts";
import type { Parcel, Parcels } from "../parcels.ts";
import { postiError } from "./posti-auth.ts";
import type { PostiAuth } from "./posti-auth.ts";
import { readPostiBody } from "./read-posti-body.ts";

const party = z.strictObject({
  name: z.string().min(1),
  address1: z.string().min(1),
  address2: z.string().optional(),
  zipcode: z.string().min(3),
  city: z.string().min(1),
  country: z.string().length(2),
  phone: z.string().optional(),
  email: z.string().optional(),
});

const kinds: Readonly<Record<string, Parcel["kind"]>> = {
  PO2102: "home",
  PO2103: "pickup",
  PO2104: "home",
  PO2108: "return",
  PO2461: "pickup",
  PO2711: "pickup",
  PO2015: "home",
};

const order = z.strictObject({
  printConfig: z.strictObject({ target1Media: z.enum(["laser-a5", "laser-a4", "thermo-190"]) }),
  shipment: z.strictObject({
    senderPartners: z.tuple([z.strictObject({ id: z.literal("POSTI"), custNo: z.string().min(1) })]),
    sender: party,
    receiver: party,
    agent: z.strictObject({ quickId: z.string().regex(/^\d+$/) }).optional(),
    service: z.strictObject({
      id: z.string().refine((id) => kinds[id] !== undefined, "is no service of the contract"),
    }),
    senderReference: z.string().max(17).optional(),
    orderNo: z.string().max(35).optional(),
    parcels: z.tuple([
      z.strictObject({
        copies: z.literal(1),
        weight: z.number().positive().max(55),
        packageCode: z.literal("PKT"),
        contents: z.string().min(1),
        valuePerParcel: z.boolean(),
      }),
    ]),
  }),
});

const LABEL_LIVES_MS = 10 * 60_000;
const path = "/posti/shippingapi/api/v2/shipping/order";
const needs = { gatewaySecret: true };

/** OmaPosti Pro v2: orders answer with the address of a label, which is there for ten minutes. */
export function shippingOrderRoutes({ guarded }: PostiAuth, parcels: Parcels, clock: Clock): Route[] {
  const isFresh = ({ createdAt }: Parcel) => clock.now().getTime() - createdAt.getTime() < LABEL_LIVES_MS;
  return [
    {
      method: "POST",
      pattern: path,
      handle: guarded((exchange) => take(exchange, parcels), needs),
    },
    {
      method: "GET",
      pattern: `${path}/:id/prints/label`,
      handle: guarded((exchange) => {
        const parcel = parcels.find("posti", param(exchange, "id"));
        if (parcel === undefined || !isFresh(parcel)) return postiError(404, "NOT_FOUND", "The print is not kept.");
        return { status: 200, headers: { "content-type": "application/pdf" }, body: renderLabel(parcel) };
      }, needs),
    },
    {
      method: "DELETE",
      pattern: `${path}/:id`,
      handle: guarded((exchange) => {
        const parcel = parcels.find("posti", param(exchange, "id"));
        if (parcel === undefined) return postiError(404, "NOT_FOUND", "No such order.");
        if (!parcels.cancel(parcel)) return postiError(400, "VALIDATION_ERROR", "The parcel is on its way already.");
        return noContent();
      }, needs),
    },
  ];
}

function take(exchange: Exchange, parcels: Parcels): Reply {
  const body = readPostiBody(exchange, order);
  if ("refusal" in body) return body.refusal;
  const { sender, receiver, service, senderReference: reference = "" } = body.data.shipment;
  const parcel = parcels.create({
    carrier: "posti",
    reference,
    service: service.id,
    kind: kinds[service.id] ?? "home",
    receiver: receiver.name,
    from: sender.city,
    to: `${receiver.zipcode} ${receiver.city}`,
  });
  // As the caller reached us: the address that a browser knows may lead nowhere from a container.
  const href = `http://${header(exchange, "host") ?? "localhost"}${path}/${parcel.id}/prints/label`;
  return json([
    {
      id: parcel.id,
      status: "PRINTED",
      shipmentNo: parcel.trackingNumber,
      parcels: [{ parcelNo: parcel.trackingNumber }],
      prints: [{ href, id: "label", media: "laser-a5", pdf_type: "ADDRESSLABEL" }],
    },
  ]);
}
