import { parcelWebhooks } from "../carriers/parse-webhook.ts";
import { servicesFor } from "../carriers/services-for.ts";
import type { Carrier } from "../contracts/carrier.ts";
import type { Guard } from "../resilience/index.ts";
import { mapPickupPoint, onePostiPickupPoint, postiPickupPoints, searchBody } from "./pickup-points.ts";
import { readPosti } from "./posti-call.ts";
import { createPostiClient } from "./posti-client.ts";
import type { PostiOptions } from "./posti-options.ts";
import { postiServices } from "./services.ts";

/** Posti: pickup points of the gateway 2026-04, labels of OmaPosti Pro v2, tracking 7. */
export function createPosti(options: PostiOptions): Carrier & { readonly guard: Guard } {
  const client = createPostiClient(options);
  const points = `${client.base.api}/2026-04/pickuppoints`;
  const headers = { "accept-language": "en" };
  return {
    name: "posti",
    title: "Posti",
    guard: client.guard,
    mostTracked: 20,
    ...parcelWebhooks({ secrets: options.webhookSecrets, now: options.now }),
    listServices: (question) => servicesFor(postiServices, question),
    async searchPickupPoints(search, { signal } = {}) {
      const request = { url: new URL(points), method: "POST", headers, body: searchBody(search) } as const;
      const answer = await client.read(request, signal);
      return answer.status === 404 ? [] : readPosti(postiPickupPoints, answer).pickupPoints.map(mapPickupPoint);
    },
    async findPickupPoint(id, { signal } = {}) {
      const answer = await client.read({ url: new URL(`${points}/${encodeURIComponent(id)}`), headers }, signal);
      const point = answer.status === 404 ? null : readPosti(onePostiPickupPoint, answer);
      return point && mapPickupPoint(point);
    },
    createParcel: (order, { signal } = {}) => client.order(order, signal),
    async findParcel({ reference }, { signal } = {}) {
      const found = await client.track(`senderreference/${encodeURIComponent(reference)}`, signal);
      const [trackingNumber] = found.keys();
      if (trackingNumber === undefined) return null;
      return { externalId: trackingNumber, trackingNumber, label: null, labelRef: null };
    },
    getLabel: (labelRef, { signal } = {}) => client.getLabel(labelRef, signal),
    track: (numbers, { signal } = {}) =>
      client.track(`trackingnumbers/${numbers.map(encodeURIComponent).join(",")}`, signal),
    cancelParcel: ({ externalId }, { signal } = {}) => client.cancel(externalId, signal),
  };
}
