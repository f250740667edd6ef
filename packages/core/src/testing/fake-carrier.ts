import { z } from "zod";

import { InvalidSignatureError, type BookShipmentInput, type Carrier } from "@cartwright/integrations/contracts";

/** A carrier in memory that remembers what it was asked to move. */
export interface FakeCarrier extends Carrier {
  readonly bookings: readonly BookShipmentInput[];
  /** The next booking throws this. */
  readonly failNext: (error: Error) => void;
}

/** Makes a carrier; its webhooks are plain JSON, with the header `x-signature: good`. */
export function createFakeCarrier(name: string): FakeCarrier {
  const bookings = new Map<string, BookShipmentInput>();
  const faults: Error[] = [];
  return {
    name,
    get bookings() {
      return [...bookings.values()];
    },
    failNext: (error) => void faults.push(error),
    async book(input) {
      const fault = faults.shift();
      if (fault) throw fault;
      bookings.set(input.idempotencyKey, bookings.get(input.idempotencyKey) ?? input);
      return { externalId: `ship_${input.shipmentId}`, trackingNumber: `TRACK-${input.orderNumber}` };
    },
    async readWebhook({ rawBody, headers }) {
      if (headers.get("x-signature") !== "good") throw new InvalidSignatureError("the signature is not `good`");
      return parse(rawBody);
    },
    parseWebhook: parse,
  };
}

const message = z.object({
  externalId: z.string(),
  trackingNumber: z.string(),
  reference: z.string().nullable(),
  status: z.enum(["shipped", "delivered", "other"]),
  occurredAt: z.coerce.date(),
});

function parse(rawBody: Uint8Array): z.infer<typeof message> {
  return message.parse(JSON.parse(new TextDecoder().decode(rawBody)));
}
