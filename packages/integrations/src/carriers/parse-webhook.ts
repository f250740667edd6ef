import { z } from "zod";

import type { CarrierWebhook } from "../contracts/carrier.ts";
import { InvalidSignatureError } from "../contracts/errors.ts";
import { type Secrets, signatureVerifiers } from "../signatures/index.ts";

const parcelNews = z.object({
  eventId: z.string().min(1),
  trackingNumber: z.string(),
  reference: z.string().nullable(),
  status: z.string(),
  place: z.string().nullable().default(null),
  occurredAt: z.iso.datetime({ offset: true }),
});

const statuses = [
  "registered",
  "shipped",
  "in_transit",
  "out_for_delivery",
  "ready_for_pickup",
  "attempted",
  "customs",
  "delivered",
  "returning",
  "returned",
] as const satisfies readonly CarrierWebhook["status"][];

/**
 * The two webhook parts of a carrier. Neither Posti nor Matkahuolto publishes a webhook of its own; this is the message that
 * `docs/carriers.md` describes, for whoever relays theirs. Without a secret nothing is taken.
 */
export function parcelWebhooks({ secrets, now }: { secrets: Secrets | undefined; now?: (() => Date) | undefined }) {
  const verifier =
    secrets === undefined ? undefined : signatureVerifiers.timestampedHeader("x-carrier-signature")({ secrets, now });
  return {
    tells: verifier !== undefined,
    async readWebhook(message: { rawBody: Uint8Array; headers: Headers }): Promise<CarrierWebhook> {
      if (verifier === undefined) throw new InvalidSignatureError("no secret is set for this carrier");
      verifier.verify(message);
      return parseWebhook(message.rawBody);
    },
    parseWebhook,
  };
}

function parseWebhook(rawBody: Uint8Array): CarrierWebhook {
  const message = parcelNews.safeParse(parseJson(rawBody));
  if (!message.success)
    throw new InvalidSignatureError("the message is signed, but is not one that we can read", { cause: message.error });
  const { eventId, status: code, occurredAt, ...rest } = message.data;
  const status = statuses.find((known) => known === code) ?? "other";
  return { ...rest, externalId: eventId, code, status, occurredAt: new Date(occurredAt) };
}

function parseJson(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(rawBody).toString("utf8"));
  } catch (error) {
    throw new InvalidSignatureError("the message is signed, but is no JSON", { cause: error });
  }
}
