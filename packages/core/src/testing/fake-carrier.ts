import { z } from "zod";

import {
  InvalidSignatureError,
  type BookedParcel,
  type Carrier,
  type CarrierService,
  type LabelOrder,
  type ParcelToCancel,
  type PickupPoint,
  type TrackingStep,
} from "@cartwright/integrations/contracts";

/** A carrier in memory that remembers what it was asked to move. */
export interface FakeCarrier extends Carrier {
  readonly bookings: readonly LabelOrder[];
  readonly cancelled: readonly ParcelToCancel[];
  /** How many numbers each call of `track` asked about. */
  readonly tracked: readonly number[];
  /** The next order of a label throws this, and no label is made. */
  readonly failNext: (error: Error) => void;
  /** The next order of a label makes one, and throws this. */
  readonly loseNext: (error: Error) => void;
  /** The next call of `track` throws this. */
  readonly failTracking: (error: Error) => void;
  /** What `track` tells of this parcel from now on. */
  readonly tell: (trackingNumber: string, steps: readonly TrackingStep[]) => void;
}

/** Makes a carrier; its webhooks are plain JSON, with the header `x-signature: good`. */
export function createFakeCarrier(name: string): FakeCarrier {
  const orders = new Map<string, LabelOrder>();
  const cancelled: ParcelToCancel[] = [];
  const tracked: number[] = [];
  const told = new Map<string, readonly TrackingStep[]>();
  const faults: { error: Error; made: boolean }[] = [];
  const trackingFaults: Error[] = [];
  return {
    name,
    title: "Fake",
    tells: true,
    mostTracked: 10,
    cancelled,
    tracked,
    get bookings() {
      return [...orders.values()];
    },
    failNext: (error) => void faults.push({ error, made: false }),
    loseNext: (error) => void faults.push({ error, made: true }),
    failTracking: (error) => void trackingFaults.push(error),
    tell: (trackingNumber, steps) => void told.set(trackingNumber, steps),
    listServices: ({ weightGrams }) => services.filter(({ maxGrams }) => weightGrams <= maxGrams),
    searchPickupPoints: ({ limit }) => Promise.resolve(points.slice(0, limit)),
    findPickupPoint: (id) => Promise.resolve(points.find((point) => point.id === id) ?? null),
    async createParcel(order) {
      const fault = faults.shift();
      if (fault === undefined || fault.made) orders.set(order.reference, order);
      if (fault) throw fault.error;
      return booked(order);
    },
    async findParcel({ reference }) {
      const order = orders.get(reference);
      return order === undefined ? null : { ...booked(order), label: null, labelRef: null };
    },
    getLabel: () => Promise.resolve(null),
    async track(numbers) {
      const fault = trackingFaults.shift();
      if (fault) throw fault;
      tracked.push(numbers.length);
      return new Map(
        numbers.flatMap((number) => (told.has(number) ? [[number, told.get(number) ?? []] as const] : [])),
      );
    },
    cancelParcel: async (parcel) => void cancelled.push(parcel),
    async readWebhook({ rawBody, headers }) {
      if (headers.get("x-signature") !== "good") throw new InvalidSignatureError("the signature is not `good`");
      return parse(rawBody);
    },
    parseWebhook: parse,
  };
}

const services: readonly CarrierService[] = [
  { code: "HOME", title: "To the door", kind: "home", maxGrams: 30_000 },
  { code: "POINT", title: "To a pickup point", kind: "pickup", maxGrams: 10_000 },
  { code: "BACK", title: "Return", kind: "return", maxGrams: 30_000 },
];

const points: readonly PickupPoint[] = ["Kiosk", "Locker"].map((name, index) => ({
  id: `P${index + 1}`,
  routingCode: `R${index + 1}`,
  kind: name === "Locker" ? "locker" : "counter",
  name,
  street: `Street ${index + 1}`,
  postalCode: "00100",
  city: "Helsinki",
  country: "FI",
  distanceMeters: 100 * (index + 1),
}));

/** The whole of a label, as far as anybody here looks. */
const pdf = Buffer.from("%PDF-1.4\n%%EOF\n", "latin1");

function booked({ reference }: LabelOrder): BookedParcel {
  const label = { contentType: "application/pdf", bytes: pdf } as const;
  return { externalId: `ship_${reference}`, trackingNumber: `TRACK-${reference}`, label, labelRef: null };
}

const message = z.object({
  externalId: z.string(),
  trackingNumber: z.string(),
  reference: z.string().nullable(),
  status: z.enum(["shipped", "ready_for_pickup", "delivered", "other"]),
  occurredAt: z.coerce.date(),
});

function parse(rawBody: Uint8Array) {
  const read = message.parse(JSON.parse(new TextDecoder().decode(rawBody)));
  return { ...read, code: read.status, place: null };
}
