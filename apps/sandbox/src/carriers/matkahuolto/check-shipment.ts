/** Why a shipment is refused, by Matkahuolto's number. */
export interface ShipmentError {
  ErrorNbr: string;
  ErrorMsg: string;
}

const mandatory = [
  ["ShipmentType", "Shipment type is missing"],
  ["MessageType", "Message type is missing"],
  ["Weight", "Weight is missing"],
  ["Packages", "Number of packages is missing"],
  ["SenderId", "Sender id is missing"],
  ["ReceiverName1", "Receiver name is missing"],
  ["ReceiverPostal", "Receiver postal code is missing"],
  ["ReceiverCity", "Receiver city is missing"],
  ["ProductCode", "Product code is missing"],
] as const;

const roles = ["Sender", "Receiver"];
const partyFields = ["Name1", "Name2", "Address", "Postal", "City", "Country", "ContactName", "ContactNumber", "Email"];
const known = new Set([
  ...mandatory.map(([name]) => name),
  ...roles.flatMap((role) => partyFields.map((name) => `${role}${name}`)),
  "ReceiverId",
  "ShipmentNumber",
  "ShipmentDate",
  "SenderReference",
  "DestinationPlaceCode",
  "DestinationPlaceName",
  "Goods",
  "DocumentType",
  "SpecialHandling",
]);

export const products: Readonly<Record<string, "pickup" | "home" | "return">> = {
  "30": "home",
  "34": "home",
  "80": "pickup",
  "81": "return",
  "84": "pickup",
  "91": "return",
  "95": "pickup",
  "97": "home",
};

/** Checks a shipment as strictly as the interface's description allows; null when it is fine. */
export function checkShipment(shipment: Readonly<Record<string, string>>): ShipmentError | null {
  const unknown = Object.keys(shipment).find((name) => !known.has(name));
  if (unknown !== undefined) return error(1004, `Unknown element ${unknown}`);
  const missing = mandatory.find(([name]) => !shipment[name]);
  if (missing !== undefined) return error(1003, missing[1]);
  const { ShipmentType = "", MessageType = "", Weight = "", Packages = "", ProductCode = "" } = shipment;
  if (!["N", "A", "R"].includes(ShipmentType)) return error(1010, "Shipment type is not valid");
  if (!["N", "C", "D"].includes(MessageType)) return error(1011, "Message type is not valid");
  if (Weight.includes(",")) return error(1018, "Decimal separator must be a point");
  if (!/^\d+(\.\d{1,2})?$/.test(Weight) || Number(Weight) <= 0) return error(1006, "Weight is not valid");
  if (!/^[1-9]\d*$/.test(Packages)) return error(1007, "Number of packages is not valid");
  const kind = products[ProductCode];
  if (kind === undefined || (kind === "return") !== (ShipmentType === "R"))
    return error(1012, "Product code is not valid");
  if (MessageType !== "N" && !shipment["ShipmentNumber"]) return error(1008, "Shipment number is missing");
  return null;
}

export function error(number: number, message: string): ShipmentError {
  return { ErrorNbr: String(number), ErrorMsg: message };
}
