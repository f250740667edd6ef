import { z } from "zod";

import { param } from "../server/exchange.ts";
import type { Exchange, Reply, Route } from "../server/exchange.ts";
import type { OncePerKey } from "../server/once-per-key.ts";
import { Refusal, parseJsonBody } from "../server/refusal.ts";
import { json } from "../server/reply.ts";
import { requireKey } from "../server/require-key.ts";
import { renderLabel } from "./label.ts";
import { carriers } from "./shipments.ts";
import type { Shipment, Shipments } from "./shipments.ts";

const delay = z.number().int().min(0).max(86_400_000);

const input = z
  .strictObject({
    reference: z.string().min(1).max(100),
    carrier: z.enum(carriers).default("posti"),
    /** A path on the web application, in place of `/api/webhooks/<carrier>`. */
    callbackPath: z
      .string()
      .regex(/^\/[^/]/, "must be a path that starts with one /")
      .optional(),
    minDelayMs: delay.default(2_000),
    maxDelayMs: delay.optional(),
  })
  .transform((wanted) => ({ ...wanted, maxDelayMs: wanted.maxDelayMs ?? Math.max(8_000, wanted.minDelayMs) }))
  .refine((wanted) => wanted.maxDelayMs >= wanted.minDelayMs, "maxDelayMs must not be below minDelayMs");

const advanceInput = z.strictObject({ status: z.enum(["shipped", "delivered"]) });

export interface CarrierParts {
  shipments: Shipments;
  once: OncePerKey;
  apiKey: string;
  publicUrl(): string;
}

export function carrierRoutes(parts: CarrierParts): Route[] {
  return [
    {
      method: "POST",
      pattern: "/carriers/sandbox/shipments",
      handle: (exchange) => {
        requireKey(exchange, parts.apiKey, "x-carrier-key");
        return parts.once.run(exchange, () =>
          json(wire(parts, parts.shipments.create(parseJsonBody(exchange, input))), 201),
        );
      },
    },
    {
      method: "GET",
      pattern: "/carriers/sandbox/shipments/:id",
      handle: (exchange) => json(wire(parts, authorized(parts, exchange))),
    },
    {
      method: "GET",
      pattern: "/carriers/sandbox/shipments/:id/label.pdf",
      handle: (exchange) => label(find(parts, exchange)),
    },
    {
      method: "POST",
      pattern: "/carriers/sandbox/shipments/:id/advance",
      handle: (exchange) => {
        const shipment = authorized(parts, exchange);
        const { status } = parseJsonBody(exchange, advanceInput);
        if (!parts.shipments.advance(shipment, status))
          throw new Refusal(409, "invalid_state", `The parcel is already ${shipment.status}.`);
        return json(wire(parts, shipment));
      },
    },
  ];
}

function authorized(parts: CarrierParts, exchange: Exchange): Shipment {
  requireKey(exchange, parts.apiKey, "x-carrier-key");
  return find(parts, exchange);
}

function find(parts: CarrierParts, exchange: Exchange): Shipment {
  const id = param(exchange, "id");
  const shipment = parts.shipments.find(id);
  if (shipment === undefined) throw new Refusal(404, "not_found", `There is no shipment ${id}.`);
  return shipment;
}

/** The link needs no key, as a carrier's label links do not: its id cannot be guessed. */
function wire(parts: CarrierParts, { callbackPath: _, ...shipment }: Shipment) {
  return { ...shipment, labelUrl: `${parts.publicUrl()}/carriers/sandbox/shipments/${shipment.id}/label.pdf` };
}

function label(shipment: Shipment): Reply {
  return { status: 200, headers: { "content-type": "application/pdf" }, body: renderLabel(shipment) };
}
