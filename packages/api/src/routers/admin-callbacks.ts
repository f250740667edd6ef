import {
  deliveryDetailDto,
  deliveryIdInput,
  deliveryPageDto,
  endpointIdInput,
  endpointListDto,
  listCallbacksInput,
  listDeliveriesInput,
  queuedDeliveryDto,
  registerCallbackInput,
  registeredEndpointDto,
  removedDto,
} from "#schemas/callbacks.ts";
import { procedure, router } from "#trpc.ts";

import { awaiting } from "./awaiting.ts";

const tag = "Callbacks";

export const adminCallbacksRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/webhooks", tag, summary: "List where we call" } })
    .input(listCallbacksInput)
    .output(endpointListDto)
    .query(() => awaiting()),
  register: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/webhooks/register",
        status: 201,
        tag,
        summary: "Ask to be called when something happens",
      },
    })
    .input(registerCallbackInput)
    .output(registeredEndpointDto)
    .mutation(() => awaiting()),
  remove: procedure
    .meta({ rest: { method: "DELETE", path: "/webhooks/{id}", tag, summary: "Stop being called" } })
    .input(endpointIdInput)
    .output(removedDto)
    .mutation(() => awaiting()),
  test: procedure
    .meta({ rest: { method: "POST", path: "/webhooks/{id}/test", tag, summary: "Send a test event" } })
    .input(endpointIdInput)
    .output(queuedDeliveryDto)
    .mutation(() => awaiting()),
  deliveries: procedure
    .meta({ rest: { method: "GET", path: "/webhooks/{id}/deliveries", tag, summary: "List what was sent" } })
    .input(listDeliveriesInput)
    .output(deliveryPageDto)
    .query(() => awaiting()),
  delivery: procedure
    .meta({
      rest: {
        method: "GET",
        path: "/webhooks/deliveries/{deliveryId}",
        tag,
        summary: "Read a delivery with its attempts",
      },
    })
    .input(deliveryIdInput)
    .output(deliveryDetailDto)
    .query(() => awaiting()),
  replay: procedure
    .meta({
      rest: { method: "POST", path: "/webhooks/deliveries/{deliveryId}/replay", tag, summary: "Send it once more" },
    })
    .input(deliveryIdInput)
    .output(queuedDeliveryDto)
    .mutation(() => awaiting()),
});
