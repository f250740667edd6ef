import { z } from "zod";

import { ProviderRefusedError, ProviderUnavailableError } from "../contracts/errors.ts";

const found = z.object({ ErrorNbr: z.string().optional(), ErrorMsg: z.string().optional() });

/** Which list of numbers an answer's error is from: they are not the same. */
export type ErrorBook = "shipment" | "offices";

/**
 * The error in an answer, at its root or in a shipment; null for none. A shipment that was deleted is told as error 0, which is
 * none either.
 */
export function readError(reply: unknown, book: ErrorBook): ProviderRefusedError | ProviderUnavailableError | null {
  const { ErrorNbr: number, ErrorMsg: message = "" } = found.parse(reply);
  if (number === undefined || number === "" || number === "0") return null;
  const words = explain(number, book);
  const text = `matkahuolto: ${words ?? "refused"} (${number}${message === "" ? "" : `: ${message}`})`;
  const passing = number === "1005";
  return passing ? new ProviderUnavailableError(text) : new ProviderRefusedError(text, { code: number });
}

function explain(number: string, book: ErrorBook): string | undefined {
  return (book === "shipment" ? shipmentErrors : officeErrors)[number];
}

const shipmentErrors: Readonly<Record<string, string>> = {
  "1001": "the user name or password is wrong",
  "1002": "the customer number is not known",
  "1003": "something that is needed is missing",
  "1004": "the request cannot be read",
  "1005": "their system failed",
  "1006": "the weight is not taken",
  "1007": "the number of parcels is not taken",
  "1008": "the shipment number is not taken",
  "1009": "the parcel number is not taken",
  "1010": "the shipment type is not known",
  "1011": "the message type is not known",
  "1012": "the product is not one of the contract",
  "1013": "the pickup point is not known, or closed",
  "1014": "the volume is not taken",
  "1015": "the cash-on-delivery sum is not taken",
  "1016": "the number of parcels is not taken",
  "1017": "the product does not go with cash on delivery",
  "1018": "a number has the wrong decimal sign",
  "1019": "the product does not go with who pays",
  "1020": "the pickup point does not take cash on delivery",
  "1021": "the extra service does not go with the product",
  "1022": "the customs data was given before",
  "1023": "the UN number is not known",
  "1024": "too many rows of dangerous goods",
};

const officeErrors: Readonly<Record<string, string>> = {
  "1001": "the customer number is not taken",
  "1002": "neither a postal code nor a town was given",
  "1003": "the address was not found",
  "1004": "there is no pickup point near",
  "1005": "their system failed",
};
