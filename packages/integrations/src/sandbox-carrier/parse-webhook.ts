import { z } from "zod";

import type { CarrierWebhook } from "../contracts/carrier.ts";
import { InvalidSignatureError } from "../contracts/errors.ts";

const sandboxStatus = z.object({
  eventId: z.string().min(1),
  trackingNumber: z.string(),
  reference: z.string().nullable(),
  status: z.string(),
  occurredAt: z.iso.datetime({ offset: true }),
});

/** Reads a message whose signature has been checked. */
export function parseSandboxWebhook(rawBody: Uint8Array): CarrierWebhook {
  const message = sandboxStatus.safeParse(parseJson(rawBody));
  if (!message.success)
    throw new InvalidSignatureError("the message is signed, but is not one that we can read", { cause: message.error });
  const { eventId, trackingNumber, reference, status, occurredAt } = message.data;
  return {
    externalId: eventId,
    trackingNumber,
    reference,
    status: knownStatus(status),
    occurredAt: new Date(occurredAt),
  };
}

function knownStatus(status: string): CarrierWebhook["status"] {
  return status === "shipped" || status === "delivered" ? status : "other";
}

function parseJson(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(rawBody).toString("utf8"));
  } catch (error) {
    throw new InvalidSignatureError("the message is signed, but is no JSON", { cause: error });
  }
}
