import type { z } from "zod";

import { parcelWebhooks } from "../carriers/parse-webhook.ts";
import { servicesFor } from "../carriers/services-for.ts";
import type { Carrier, PickupPoint } from "../contracts/carrier.ts";
import { ProviderRefusedError, ProviderUnavailableError } from "../contracts/errors.ts";
import type { Guard } from "../resilience/index.ts";
import { toHelsinki } from "./helsinki-time.ts";
import { mapTracking, readEvents } from "./map-tracking.ts";
import { createMatkahuoltoClient } from "./matkahuolto-client.ts";
import { readError } from "./matkahuolto-errors.ts";
import type { MatkahuoltoOptions } from "./matkahuolto-options.ts";
import { mapOffice, mhSearchOfficesReply, nothingNear, searchElements } from "./pickup-points.ts";
import { matkahuoltoServices } from "./services.ts";
import { deletedShipment, mhShipmentReply, newShipment, readShipment } from "./shipment.ts";

/** Matkahuolto: shipments 2.24 and pickup points as XML, tracking 1.3 as JSON. */
export function createMatkahuolto(options: MatkahuoltoOptions): Carrier & { readonly guard: Guard } {
  const client = createMatkahuoltoClient(options);
  const now = options.now ?? (() => new Date());
  return {
    name: "matkahuolto",
    title: "Matkahuolto",
    guard: client.guard,
    mostTracked: 10,
    ...parcelWebhooks({ secrets: options.webhookSecrets, now: options.now }),
    listServices: (question) => servicesFor(matkahuoltoServices, question),
    searchPickupPoints: async (search, { signal } = {}) =>
      readOffices(await client.searchOffices(searchElements(search), signal)),
    async findPickupPoint(id, { signal } = {}) {
      const points = readOffices(await client.searchOffices({ Id: id, MaxResults: "1" }, signal));
      return points.find((point) => point.id === id) ?? null;
    },
    async createParcel(order, { signal } = {}) {
      const answer = await client.sendShipment(newShipment(order, options.user), signal);
      return readShipment(readReply(mhShipmentReply, answer));
    },
    async findParcel({ reference, orderedAt }, { signal } = {}) {
      const from = toHelsinki(new Date(orderedAt.getTime() - marginMs));
      const to = toHelsinki(new Date(Math.min(now().getTime(), orderedAt.getTime() + longestMs) + marginMs));
      const events = readEvents(await client.readTracking({ from, to }, signal));
      const number = events.find(({ senderReference }) => senderReference === reference)?.shipmentNumber;
      return number ? { externalId: number, trackingNumber: number, label: null, labelRef: null } : null;
    },
    getLabel: () => Promise.resolve(null),
    track: async (numbers, { signal } = {}) =>
      mapTracking(readEvents(await client.readTracking({ ids: numbers.join(",") }, signal))),
    async cancelParcel(parcel, { signal } = {}) {
      readReply(mhShipmentReply, await client.sendShipment(deletedShipment(parcel, options.user), signal));
    },
  };
}

// Their clock is not ours, and they refuse to look through long times.
const marginMs = 5 * 60_000;
const longestMs = 24 * 3_600_000;

function readReply(shape: typeof mhShipmentReply, answer: unknown): z.infer<typeof mhShipmentReply> {
  const reply = parse(shape, answer);
  const { MHShipmentReply: root } = reply;
  for (const part of [root, ...(root.Shipment ?? [])]) {
    const error = readError(part, "shipment");
    if (error !== null) throw error;
  }
  return reply;
}

function readOffices(answer: unknown): PickupPoint[] {
  const { MHSearchOfficesReply: reply } = parse(mhSearchOfficesReply, answer);
  if (reply === "") return [];
  const error = readError(reply, "offices");
  if (error instanceof ProviderRefusedError && nothingNear.has(error.code)) return [];
  if (error !== null) throw error;
  return (reply.Office ?? []).map(mapOffice);
}

function parse<T extends z.ZodType>(shape: T, answer: unknown): z.output<T> {
  const read = shape.safeParse(answer);
  if (read.success) return read.data;
  throw new ProviderUnavailableError("matkahuolto: the answer is not one that we can read", { cause: read.error });
}
