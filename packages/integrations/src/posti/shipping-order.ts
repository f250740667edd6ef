import { z } from "zod";

import type { LabelOrder, ParcelAddress } from "../contracts/carrier.ts";
import { ProviderRefusedError, ProviderUnavailableError } from "../contracts/errors.ts";

/** What OmaPosti Pro answers a shipping order with: a list, of one for us. */
export const postiOrders = z.array(
  z.object({
    id: z.coerce.string(),
    status: z.string().nullish(),
    parcels: z.array(z.object({ parcelNo: z.string().nullish() })).nullish(),
    prints: z.array(z.object({ href: z.string(), pdf_type: z.string().nullish() })).nullish(),
  }),
);

/** What a shipping order asks for. */
export function orderBody(order: LabelOrder, customerNumber: string) {
  const { service, pickupPoint, weightGrams, reference, orderNumber } = order;
  return {
    printConfig: { target1Media: "laser-a5" },
    shipment: {
      senderPartners: [{ id: "POSTI", custNo: customerNumber }],
      sender: party(order.sender),
      receiver: party(order.receiver),
      ...(pickupPoint === null ? {} : { agent: { quickId: pickupPoint.routingCode } }),
      service: { id: service },
      senderReference: reference,
      orderNo: orderNumber,
      parcels: [
        // Kilograms, to the gram.
        { copies: 1, weight: weightGrams / 1_000, packageCode: "PKT", contents: order.contents, valuePerParcel: true },
      ],
    },
  };
}

/** The one parcel of an answered order, and where its label is for now. */
export function readOrder(orders: z.infer<typeof postiOrders>) {
  const [order] = orders;
  const trackingNumber = order?.parcels?.[0]?.parcelNo;
  if (order === undefined || !trackingNumber)
    throw new ProviderUnavailableError("posti: the answer names no parcel; one may have been made");
  if (order.status === "ERROR" || order.status === "FAILED")
    throw new ProviderRefusedError(`posti: the order ended as ${order.status}`, { code: order.status });
  const label = order.prints?.find(({ pdf_type: type }) => type === "ADDRESSLABEL") ?? order.prints?.[0];
  return { externalId: order.id, trackingNumber, labelRef: label?.href ?? null };
}

function party({ name, line1, line2, postalCode, city, country, phone, email }: ParcelAddress) {
  return {
    name,
    address1: line1,
    ...(line2 ? { address2: line2 } : {}),
    zipcode: postalCode,
    city,
    country,
    ...(phone ? { phone } : {}),
    ...(email ? { email } : {}),
  };
}
