import { z } from "zod";

import { allocateShortfall } from "@cartwright/core/channels/allocate-shortfall";
import { dropShortfall } from "@cartwright/core/channels/drop-shortfall";
import { listRefusedListings } from "@cartwright/core/channels/list-refused-listings";
import { listShortfalls } from "@cartwright/core/channels/list-shortfalls";
import { dismissShortfall, mapShortfall } from "@cartwright/core/channels/map-shortfall";
import { readAttention } from "@cartwright/core/channels/read-attention";

import { presentRefusedListing, presentShortfall } from "#present/present-channels.ts";
import {
  channelAttentionDto,
  listShortfallsInput,
  mapShortfallInput,
  refusedListingsDto,
  refusedListingsInput,
  settledShortfallDto,
  shortfallIdInput,
  shortfallPageDto,
} from "#schemas/channels.ts";
import { procedure, router } from "#trpc.ts";

export const adminChannelsRouter = router({
  attention: procedure
    .input(z.object({}).optional())
    .output(channelAttentionDto)
    .query(({ ctx }) => readAttention(ctx.core)),

  shortfalls: procedure
    .input(listShortfallsInput)
    .output(shortfallPageDto)
    .query(async ({ ctx, input }) => {
      const { items, nextCursor } = await listShortfalls(ctx.core, input);
      return { items: items.map(presentShortfall), nextCursor };
    }),

  allocate: procedure
    .input(shortfallIdInput)
    .output(settledShortfallDto)
    .mutation(({ ctx, input }) => allocateShortfall(ctx.core, { shortfallId: input.id })),

  drop: procedure
    .input(shortfallIdInput)
    .output(settledShortfallDto)
    .mutation(({ ctx, input }) => dropShortfall(ctx.core, { shortfallId: input.id })),

  map: procedure
    .input(mapShortfallInput)
    .output(settledShortfallDto)
    .mutation(({ ctx, input }) => mapShortfall(ctx.core, { shortfallId: input.id, sku: input.sku })),

  dismiss: procedure
    .input(shortfallIdInput)
    .output(settledShortfallDto)
    .mutation(({ ctx, input }) => dismissShortfall(ctx.core, { shortfallId: input.id })),

  refusedListings: procedure
    .input(refusedListingsInput)
    .output(refusedListingsDto)
    .query(async ({ ctx, input }) => ({
      items: (await listRefusedListings(ctx.core, input)).map(presentRefusedListing),
    })),
});
