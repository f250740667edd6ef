import { randomUUID } from "node:crypto";

import { z } from "zod";

import type { Exchange } from "../server/exchange.ts";
import { AmazonError, invalidInput } from "./amazon-error.ts";

export interface AmazonListing {
  sku: string;
  quantity: number;
  /** Handling time: what a `merge` of the quantity leaves alone. */
  lead_time_to_ship_max_days: number | null;
}

const availability = z.strictObject({
  fulfillment_channel_code: z.string().min(1),
  quantity: z.number().int().min(0).optional(),
  lead_time_to_ship_max_days: z.number().int().min(0).optional(),
});
const patchInput = z.strictObject({
  productType: z.string().min(1),
  patches: z
    .array(
      z.strictObject({
        op: z.enum(["add", "replace", "merge", "delete"]),
        path: z.string().startsWith("/attributes/"),
        value: z.array(z.unknown()).optional(),
      }),
    )
    .min(1),
});

/** `patchListingsItem` for the one attribute that we write; another one is refused rather than ignored. */
export function patchListing(listing: AmazonListing, { rawBody }: Exchange) {
  const { patches } = readPatch(rawBody);
  const issues = patches.flatMap((patch) => {
    const wanted = z.array(availability).length(1).safeParse(patch.value);
    if (patch.path !== "/attributes/fulfillment_availability" || !wanted.success) return [issueOf(patch.path)];
    const [{ quantity = 0, lead_time_to_ship_max_days = null } = { quantity: 0 }] = wanted.data;
    listing.quantity = quantity;
    if (patch.op !== "merge") listing.lead_time_to_ship_max_days = lead_time_to_ship_max_days;
    return [];
  });
  const status = issues.length > 0 ? "INVALID" : "ACCEPTED";
  return { sku: listing.sku, status, submissionId: randomUUID(), issues };
}

function readPatch(rawBody: Buffer): z.output<typeof patchInput> {
  try {
    return patchInput.parse(JSON.parse(rawBody.toString("utf8")));
  } catch (error) {
    if (error instanceof SyntaxError) throw new AmazonError(400, "InvalidInput", "The body is not JSON");
    throw invalidInput("The body is not a listings patch.");
  }
}

function issueOf(path: string) {
  return { code: "4000001", message: `The sandbox cannot set ${path}.`, severity: "ERROR", attributeNames: [path] };
}
