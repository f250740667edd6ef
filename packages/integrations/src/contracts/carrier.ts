export interface BookShipmentInput {
  readonly shipmentId: string;
  readonly orderNumber: string;
  /** Repeating the booking with the same key books once. */
  readonly idempotencyKey: string;
}

export interface BookedShipment {
  readonly externalId: string;
  readonly trackingNumber: string;
}

export interface CarrierWebhook {
  readonly externalId: string;
  readonly trackingNumber: string;
  /** Our shipment id, as given at booking; null when the carrier does not echo it. */
  readonly reference: string | null;
  readonly status: "shipped" | "delivered" | "other";
  readonly occurredAt: Date;
}

/** Someone who moves parcels for us. */
export interface Carrier {
  readonly name: string;
  book(input: BookShipmentInput, options?: { signal?: AbortSignal }): Promise<BookedShipment>;
  /** Checks the signature over the raw bytes and reads the message; throws `InvalidSignatureError`. */
  readWebhook(input: { rawBody: Uint8Array; headers: Headers }): Promise<CarrierWebhook>;
  /** Reads a message whose signature was checked when it came in; a stored one is too old to be checked again. */
  parseWebhook(rawBody: Uint8Array): CarrierWebhook;
}

export type Carriers = Readonly<Record<string, Carrier>>;
