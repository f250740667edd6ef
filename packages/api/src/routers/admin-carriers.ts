import { listCarriers } from "@cartwright/core/shipping/list-carriers";
import { setSender } from "@cartwright/core/shipping/set-sender";

import { presentInstant } from "#present/present-money.ts";
import { addressDto } from "#schemas/address.ts";
import { carriersDto } from "#schemas/shipping.ts";
import { procedure, router } from "#trpc.ts";

const tag = "Carriers";

export const adminCarriersRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/carriers", tag, summary: "List carriers and how they are connected" } })
    .output(carriersDto)
    .query(async ({ ctx }) => {
      const { carriers, sender } = await listCarriers(ctx.core);
      const items = carriers.map(({ lastFailureAt, ...carrier }) => {
        return { ...carrier, lastFailureAt: presentInstant(lastFailureAt) };
      });
      return { items, sender: sender && { ...sender } };
    }),

  setSender: procedure
    .meta({ rest: { method: "PATCH", path: "/carriers/sender", tag, summary: "Say where parcels leave from" } })
    .input(addressDto)
    .output(addressDto)
    .mutation(({ ctx, input }) => setSender(ctx.core, input)),
});
