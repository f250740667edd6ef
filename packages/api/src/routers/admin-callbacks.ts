import type { z } from "zod";

import { changeCallback } from "@cartwright/core/callbacks/change-callback";
import { deleteCallback } from "@cartwright/core/callbacks/delete-callback";
import { enableCallback } from "@cartwright/core/callbacks/enable-callback";
import { groupDeadDeliveries } from "@cartwright/core/callbacks/group-dead-deliveries";
import { listCallbacks } from "@cartwright/core/callbacks/list-callbacks";
import { listDeliveries } from "@cartwright/core/callbacks/list-deliveries";
import { listReplays } from "@cartwright/core/callbacks/list-replays";
import { pauseCallback } from "@cartwright/core/callbacks/pause-callback";
import { readCallback } from "@cartwright/core/callbacks/read-callback";
import { readDelivery } from "@cartwright/core/callbacks/read-delivery";
import { registerCallback } from "@cartwright/core/callbacks/register-callback";
import { replayDelivery } from "@cartwright/core/callbacks/replay-delivery";
import { rotateSecret } from "@cartwright/core/callbacks/rotate-secret";
import { countReplay, startReplay } from "@cartwright/core/callbacks/start-replay";
import { stopReplay } from "@cartwright/core/callbacks/stop-replay";
import { testCallback } from "@cartwright/core/callbacks/test-callback";

import {
  presentDelivery,
  presentDeliveryDetail,
  presentEndpoint,
  presentFailureGroup,
  presentReplay,
} from "#present/present-callback.ts";
import { requireOwn } from "#require-own.ts";
import {
  changeCallbackInput,
  deliveryDetailDto,
  deliveryIdInput,
  deliveryPageDto,
  endpointDto,
  endpointIdInput,
  endpointListDto,
  failureGroupsDto,
  listCallbacksInput,
  listDeliveriesInput,
  queuedDeliveryDto,
  registerCallbackInput,
  registeredEndpointDto,
  removedDto,
  replayCountDto,
  replayDto,
  replayIdInput,
  replayListDto,
  replaySpanInput,
  rotatedSecretDto,
  stoppedDto,
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
      const { items, nextCursor } = await listCallbacks(ctx.core, input);
      return { items: items.map(presentEndpoint), nextCursor };
    }),
  get: procedure
    .meta({ rest: { method: "GET", path: "/webhooks/{id}", tag, summary: "Read where we call" } })
    .input(endpointIdInput)
    .output(endpointDto)
    .query(async ({ ctx, input }) => presentEndpoint(await readCallback(ctx.core, { endpointId: input.id }))),
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
  change: procedure
    .meta({ rest: { method: "PATCH", path: "/webhooks/{id}", tag, summary: "Change how an endpoint is called" } })
    .input(changeCallbackInput)
    .output(endpointDto)
    .mutation(async ({ ctx, input: { id: endpointId, ...settings } }) =>
      presentEndpoint(await changeCallback(ctx.core, { endpointId, ...settings })),
    ),
  pause: procedure
    .meta({ rest: { method: "POST", path: "/webhooks/{id}/pause", tag, summary: "Keep calls back until enabled" } })
    .input(endpointIdInput)
    .output(endpointDto)
    .mutation(async ({ ctx, input }) => presentEndpoint(await pauseCallback(ctx.core, { endpointId: input.id }))),
  rotateSecret: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/webhooks/{id}/rotate-secret",
        tag,
        summary: "Make a new secret; both sign for 24 hours",
      },
    })
    .input(endpointIdInput)
    .output(rotatedSecretDto)
    .mutation(async ({ ctx, input }) => {
      const { secret, previousSecretUntil } = await rotateSecret(ctx.core, { endpointId: input.id });
      return { secret, previousSecretUntil: previousSecretUntil.toISOString() };
    }),
  failures: procedure
    .meta({
      rest: { method: "GET", path: "/webhooks/{id}/failures", tag, summary: "What was given up on, by its cause" },
    })
    .input(endpointIdInput)
    .output(failureGroupsDto)
    .query(async ({ ctx, input }) => {
      const groups = await groupDeadDeliveries(ctx.core, { endpointId: input.id });
      return { items: groups.map(presentFailureGroup) };
    }),
  countReplay: procedure
    .meta({
      rest: { method: "GET", path: "/webhooks/{id}/replays/count", tag, summary: "How many a replay would send" },
    })
    .input(replaySpanInput)
    .output(replayCountDto)
    .query(({ ctx, input }) => countReplay(ctx.core, askedReplay(input))),
  startReplay: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/webhooks/{id}/replays",
        status: 201,
        tag,
        summary: "Send once more what failed since a time, or all of a span",
      },
    })
    .input(replaySpanInput)
    .output(replayDto)
    .mutation(async ({ ctx, input }) => presentReplay(await startReplay(ctx.core, askedReplay(input)))),
  replays: procedure
    .meta({ rest: { method: "GET", path: "/webhooks/{id}/replays", tag, summary: "The newest replays in bulk" } })
    .input(endpointIdInput)
    .output(replayListDto)
    .query(async ({ ctx, input }) => {
      const replays = await listReplays(ctx.core, { endpointId: input.id });
      return { items: replays.map(presentReplay) };
    }),
  stopReplay: procedure
    .meta({
      rest: { method: "POST", path: "/webhooks/replays/{replayId}/stop", tag, summary: "Put no more of it in line" },
    })
    .input(replayIdInput)
    .output(stoppedDto)
    .mutation(async ({ ctx, input }) => {
      await stopReplay(ctx.core, input);
      return { stopped: true } as const;
    }),
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

function askedReplay({ id, what, since, until }: z.infer<typeof replaySpanInput>) {
  return { endpointId: id, what, since: new Date(since), until: until === undefined ? undefined : new Date(until) };
}
