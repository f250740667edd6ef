import { z } from "zod";

import { readPdf } from "../carriers/read-pdf.ts";
import type { BookedParcel, LabelOrder, ParcelAddress, ParcelToCancel } from "../contracts/carrier.ts";
import { ProviderUnavailableError } from "../contracts/errors.ts";
import { matkahuoltoServices } from "./services.ts";
import type { XmlElements } from "./xml.ts";

const mhShipment = z.looseObject({ ShipmentNumber: z.string().optional(), SenderReference: z.string().optional() });

export const mhShipmentReply = z.object({
  MHShipmentReply: z.looseObject({
    ErrorNbr: z.string().optional(),
    Shipment: z.array(mhShipment).optional(),
    ShipmentPdf: z.string().optional(),
  }),
});

/** A new shipment of one parcel. */
export function newShipment(order: LabelOrder, senderId: string): XmlElements {
  const { reference, pickupPoint, receiver, sender } = order;
  return {
    ...mandatory({ ...order, senderId, messageType: "N" }),
    SenderReference: reference,
    ...party("Sender", sender),
    ...party("Receiver", receiver),
    DestinationPlaceCode: pickupPoint?.routingCode,
    DestinationPlaceName: pickupPoint?.name,
    Goods: order.contents,
    DocumentType: "10X15",
  };
}

/** Matkahuolto wants to hear of a deleted shipment what it was told of a new one. */
export function deletedShipment(parcel: ParcelToCancel, senderId: string): XmlElements {
  return {
    ...mandatory({ ...parcel, senderId, messageType: "D" }),
    ShipmentNumber: parcel.externalId,
    ...party("Receiver", parcel.receiver),
  };
}

/** The parcel that a reply tells of. Its label comes this once. */
export function readShipment({ MHShipmentReply: reply }: z.infer<typeof mhShipmentReply>): BookedParcel {
  const number = reply.Shipment?.[0]?.ShipmentNumber;
  if (!number) throw new ProviderUnavailableError("matkahuolto: the answer names no shipment; one may have been made");
  const pdf = reply.ShipmentPdf;
  const label = pdf ? readPdf("matkahuolto", Buffer.from(pdf, "base64")) : null;
  return { externalId: number, trackingNumber: number, label, labelRef: null };
}

interface Mandatory {
  readonly messageType: "N" | "D";
  readonly senderId: string;
  readonly service: string;
  readonly weightGrams: number;
}

function mandatory({ messageType, senderId, service, weightGrams }: Mandatory): XmlElements {
  const isReturn = matkahuoltoServices.some(({ code, kind }) => code === service && kind === "return");
  return {
    ShipmentType: isReturn ? "R" : "N",
    MessageType: messageType,
    // With a point, whatever the language: to the gram up to what they keep, ten grams at least.
    Weight: Math.max(0.01, weightGrams / 1_000).toFixed(2),
    Packages: "1",
    SenderId: senderId,
    ProductCode: service,
  };
}

type Role = "Sender" | "Receiver";

function party(
  role: Role,
  { name, line1, line2, postalCode, city, country, phone, email }: ParcelAddress,
): XmlElements {
  return {
    [`${role}Name1`]: name,
    [`${role}Address`]: line2 ? `${line1}, ${line2}` : line1,
    [`${role}Postal`]: postalCode.replaceAll(" ", ""),
    [`${role}City`]: city,
    [`${role}Country`]: country,
    [`${role}ContactNumber`]: phone,
    [`${role}Email`]: email,
  };
}
