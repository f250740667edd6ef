import { DomainError } from "@cartwright/core";
import { deleteCallback } from "@cartwright/core/callbacks/delete-callback";
import { enableCallback } from "@cartwright/core/callbacks/enable-callback";
import { listCallbacks } from "@cartwright/core/callbacks/list-callbacks";
import { listDeliveries } from "@cartwright/core/callbacks/list-deliveries";
import { readDelivery } from "@cartwright/core/callbacks/read-delivery";
import { registerCallback } from "@cartwright/core/callbacks/register-callback";
import { replayDelivery } from "@cartwright/core/callbacks/replay-delivery";
import { testCallback } from "@cartwright/core/callbacks/test-callback";

import { presentDelivery, presentDeliveryDetail, presentEndpoint } from "#present/present-callback.ts";
import {
  deliveryDetailDto,
  deliveryIdInput,
  deliveryPageDto,
  endpointDto,
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

const tag = "Callbacks";

export const adminCallbacksRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/webhooks", tag, summary: "List where we call" } })
    .input(listCallbacksInput)
    .output(endpointListDto)
    .query(async ({ ctx, input }) => {
      requireOwn(ctx.core.organizationId, input.organizationId);
      return { items: (await listCallbacks(ctx.core)).map(presentEndpoint) };
    }),
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
    .mutation(async ({ ctx, input: { organizationId, ...input } }) => {
      requireOwn(ctx.core.organizationId, organizationId);
      const { secret, ...endpoint } = await registerCallback(ctx.core, input);
      return { ...presentEndpoint(endpoint), secret };
    }),
  remove: procedure
    .meta({ rest: { method: "DELETE", path: "/webhooks/{id}", tag, summary: "Stop being called" } })
    .input(endpointIdInput)
    .output(removedDto)
    .mutation(async ({ ctx, input }) => {
      await deleteCallback(ctx.core, { endpointId: input.id });
      return { removed: true } as const;
    }),
  enable: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/webhooks/{id}/enable",
        tag,
        summary: "Call again after an endpoint was switched off",
      },
    })
    .input(endpointIdInput)
    .output(endpointDto)
    .mutation(async ({ ctx, input }) => presentEndpoint(await enableCallback(ctx.core, { endpointId: input.id }))),
  test: procedure
    .meta({ rest: { method: "POST", path: "/webhooks/{id}/test", tag, summary: "Send a test event" } })
    .input(endpointIdInput)
    .output(queuedDeliveryDto)
    .mutation(({ ctx, input }) => testCallback(ctx.core, { endpointId: input.id })),
  deliveries: procedure
    .meta({ rest: { method: "GET", path: "/webhooks/{id}/deliveries", tag, summary: "List what was sent" } })
    .input(listDeliveriesInput)
    .output(deliveryPageDto)
    .query(async ({ ctx, input: { id: endpointId, ...page } }) => {
      const { items, nextCursor } = await listDeliveries(ctx.core, { endpointId, ...page });
      return { items: items.map(presentDelivery), nextCursor };
    }),
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
    .query(async ({ ctx, input }) => presentDeliveryDetail(await readDelivery(ctx.core, input))),
  replay: procedure
    .meta({
      rest: { method: "POST", path: "/webhooks/deliveries/{deliveryId}/replay", tag, summary: "Send it once more" },
    })
    .input(deliveryIdInput)
    .output(queuedDeliveryDto)
    .mutation(({ ctx, input }) => replayDelivery(ctx.core, input)),
});

// The contract has callers name their organization; a foreign one is as absent as one that does not exist.
function requireOwn(own: string, named: string | undefined): void {
  if (named !== undefined && named !== own) throw new DomainError("not_found", { organizationId: named });
}
