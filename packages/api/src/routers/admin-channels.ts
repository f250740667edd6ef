import { z } from "zod";

import { allocateShortfall } from "@cartwright/core/channels/allocate-shortfall";
import { dropShortfall } from "@cartwright/core/channels/drop-shortfall";
import { listRefusedListings } from "@cartwright/core/channels/list-refused-listings";
import { listShortfalls } from "@cartwright/core/channels/list-shortfalls";
import { dismissShortfall, mapShortfall } from "@cartwright/core/channels/map-shortfall";
import { readAttention } from "@cartwright/core/channels/read-attention";
import { readStoreStock } from "@cartwright/core/channels/read-store-stock";

import { toWire } from "#present/to-wire.ts";
import {
  channelAttentionDto,
  listShortfallsInput,
  mapShortfallInput,
  refusedListingsDto,
  refusedListingsInput,
  settledShortfallDto,
  shortfallIdInput,
  shortfallPageDto,
  storeStockDto,
  storeStockInput,
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
      return { items: toWire(items), nextCursor };
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

  stock: procedure
    .input(storeStockInput)
    .output(storeStockDto)
    .query(async ({ ctx, input }) => toWire(await readStoreStock(ctx.core, input))),

  refusedListings: procedure
    .input(refusedListingsInput)
    .output(refusedListingsDto)
    .query(async ({ ctx, input }) => ({ items: toWire(await listRefusedListings(ctx.core, input)) })),
});
