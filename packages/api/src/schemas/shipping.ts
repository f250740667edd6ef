import { z } from "zod";

import { addressDto } from "./address.ts";
import { idInput, instant } from "./paging.ts";

/** Where a parcel waits for its receiver. */
export const pickupPointDto = z
  .object({
    id: z.string(),
    kind: z.enum(["locker", "counter"]),
    name: z.string(),
    street: z.string(),
    postalCode: z.string(),
    city: z.string(),
    country: z.string(),
  })
  .meta({ id: "PickupPoint" });

export const foundPickupPointDto = pickupPointDto.extend({
  distanceMeters: z.int().nullable().meta({ description: "From the postal code; null when the carrier does not say." }),
});

export const pickupPointListDto = z.object({ items: z.array(foundPickupPointDto) });

export const labelDto = z
  .object({
    id: z.string(),
    kind: z.enum(["outbound", "return"]),
    state: z.enum(["asked", "bought", "unknown", "refused", "cancelled"]).meta({
      description: "`unknown`: the carrier\u2019s answer was lost, and it may have made one.",
    }),
    carrier: z.string(),
    service: z.string(),
    weightGrams: z.int(),
    trackingNumber: z.string().nullable(),
    problem: z.string().nullable(),
    printable: z.boolean(),
    askedAt: instant,
  })
  .meta({ id: "Label" });

export const trackingStepDto = z.object({ status: z.string(), place: z.string().nullable(), occurredAt: instant });

export const labelOptionsDto = z.object({
  weightGrams: z.int(),
  suggested: z.object({ carrier: z.string(), service: z.string() }).nullable(),
  carriers: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      services: z.array(
        z.object({
          code: z.string(),
          title: z.string(),
          kind: z.enum(["pickup", "home", "return"]),
          maxGrams: z.int(),
        }),
      ),
    }),
  ),
});

export const labelFileDto = z.object({
  contentType: z.string(),
  sha256: z.string(),
  base64: z.string().meta({ description: "The file." }),
});

export const carriersDto = z.object({
  items: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      connected: z.boolean(),
      tells: z.boolean().meta({ description: "It sends webhooks; one that does not is asked about its parcels." }),
      unknownLabels: z.int(),
      onTheWay: z.int(),
      circuit: z.enum(["closed", "half_open", "open"]).nullable().meta({
        description: "`open`: it failed repeatedly and is left alone for a moment.",
      }),
      lastFailure: z.string().nullable(),
      lastFailureAt: instant.nullable(),
    }),
  ),
  sender: addressDto.nullable(),
});

const weightGrams = z.int().min(1).max(100_000);
const carrier = z.string().trim().min(1).max(60);

export const labelOptionsInput = z.object({
  id: idInput,
  weightGrams: z.coerce.number().int().min(1).max(100_000).optional(),
});

export const buyLabelInput = z.object({
  id: idInput,
  carrier,
  service: z.string().trim().min(1).max(20),
  weightGrams,
  shipmentId: idInput.optional().meta({ description: "Default: what is packed or left, as one parcel." }),
  lines: z
    .array(z.object({ lineId: idInput, quantity: z.int().min(1).max(999) }))
    .min(1)
    .max(100)
    .optional(),
  idempotencyKey: z.string().min(1).max(255),
});

export const buyReturnLabelInput = z.object({
  id: idInput,
  shipmentId: idInput,
  carrier: carrier.optional().meta({ description: "Default: the one that brought the parcel." }),
  weightGrams,
  idempotencyKey: z.string().min(1).max(255),
});

export const labelInput = z.object({ id: idInput, labelId: idInput });

export type CarriersDto = z.infer<typeof carriersDto>;
export type LabelDto = z.infer<typeof labelDto>;
export type LabelOptionsDto = z.infer<typeof labelOptionsDto>;
export type PickupPointDto = z.infer<typeof pickupPointDto>;
export type FoundPickupPointDto = z.infer<typeof foundPickupPointDto>;
export type TrackingStepDto = z.infer<typeof trackingStepDto>;
