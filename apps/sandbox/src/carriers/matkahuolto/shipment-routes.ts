import { z } from "zod";

import type { Exchange, Route } from "../../server/exchange.ts";
import { renderLabel } from "../label.ts";
import type { Parcels } from "../parcels.ts";
import { checkShipment, error, products } from "./check-shipment.ts";
import { readXml, xml } from "./xml.ts";

export interface MatkahuoltoLogin {
  user: string;
  password: string;
}

const shipment = z.record(z.string(), z.string());

/** New and deleted shipments. The label comes with the answer, and never again. */
export function shipmentRoutes(login: MatkahuoltoLogin, parcels: Parcels): Route[] {
  return [
    {
      method: "POST",
      pattern: "/matkahuolto/mpaketti/mhshipmentxml",
      handle: (exchange) => xml("MHShipmentReply", take(exchange, login, parcels)),
    },
  ];
}

function take(exchange: Exchange, login: MatkahuoltoLogin, parcels: Parcels): unknown {
  const request = readXml(exchange, "MHShipmentRequest");
  if (request === null) return error(1004, "Request is not valid");
  const extra = Object.keys(request).find((name) => !["UserId", "Password", "Version", "Shipment"].includes(name));
  if (extra !== undefined) return error(1004, `Unknown element ${extra}`);
  if (request["UserId"] !== login.user || request["Password"] !== login.password) return error(1001, "Login failed");
  const parsed = shipment.safeParse(request["Shipment"]);
  if (request["Version"] !== "2.0" || !parsed.success) return error(1003, "Mandatory data is missing");
  const problem = checkShipment(parsed.data);
  if (problem !== null) return { Shipment: { SenderReference: parsed.data["SenderReference"] ?? "", ...problem } };
  return parsed.data["MessageType"] === "N" ? make(parsed.data, parcels) : change(parsed.data, parcels);
}

function make(wanted: z.infer<typeof shipment>, parcels: Parcels): unknown {
  const { SenderReference: reference = "", ProductCode: service = "", ReceiverName1: receiver = "" } = wanted;
  const parcel = parcels.create({
    carrier: "matkahuolto",
    reference,
    service,
    kind: products[service] ?? "home",
    receiver,
    from: wanted["SenderCity"] ?? "",
    to: `${wanted["ReceiverPostal"] ?? ""} ${wanted["ReceiverCity"] ?? ""}`,
  });
  const { trackingNumber: number } = parcel;
  return {
    Shipment: { ShipmentNumber: number, SenderReference: reference },
    PdfName: `${number}.pdf`,
    ShipmentPdf: wanted["DocumentType"] === "NO" ? "" : renderLabel(parcel).toString("base64"),
  };
}

// A delete that went well is told as an error, number 0.
function change(wanted: z.infer<typeof shipment>, parcels: Parcels): unknown {
  const parcel = parcels.byTrackingNumber(wanted["ShipmentNumber"] ?? "");
  if (parcel?.carrier !== "matkahuolto") return error(1008, "Shipment number is not known");
  if (wanted["MessageType"] === "D" && !parcels.cancel(parcel)) return error(1008, "Shipment is on its way already");
  return error(0, "OK");
}
