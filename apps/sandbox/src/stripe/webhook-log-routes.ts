import type { Route } from "../server/exchange.ts";
import { param } from "../server/exchange.ts";
import { Refusal } from "../server/refusal.ts";
import { json } from "../server/reply.ts";
import { sendEvent } from "./emit-event.ts";
import type { StripeWorld } from "./stripe-world.ts";

/** What Stripe's dashboard offers beside the API: the delivery log, and sending an event again. */
export function webhookLogRoutes(world: StripeWorld): Route[] {
  return [
    { method: "GET", pattern: "/stripe/webhooks/log", handle: () => json({ items: world.deliveries.list("stripe") }) },
    {
      method: "POST",
      pattern: "/stripe/events/:id/resend",
      handle: async (exchange) => {
        const id = param(exchange, "id");
        const event = world.records.events.get(id);
        if (event === undefined) throw new Refusal(404, "not_found", `There is no event ${id}.`);
        return json(await sendEvent(world, event));
      },
    },
  ];
}
