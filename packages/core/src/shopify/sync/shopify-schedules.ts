import { newId, type Tx } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { nextTick, type Clock } from "#jobs/schedule-clock.ts";

const hourMs = 3_600_000;

/** What runs by the clock once a shop is connected; the organization may change each. */
export const shopifySchedules = [
  { name: "shopify-products", kinds: ["products"], mode: "incremental", clock: { everyMs: 4 * hourMs } },
  { name: "shopify-orders", kinds: ["orders"], mode: "incremental", clock: { everyMs: hourMs / 2 } },
  { name: "shopify-reconcile", kinds: ["products", "orders"], mode: "full", clock: { cron: "0 2 * * *" } },
] as const;

/**
 * Gives an organization the schedules of a connected shop, where it has none of their names: products every four hours, orders
 * every half hour, and everything at two in the morning by its own clock. Part of the transaction that connects the shop.
 */
export async function addShopifySchedules(tx: Tx, ctx: Pick<Ctx, "organizationId" | "now">): Promise<void> {
  const { organizationId } = ctx;
  const { timeZone } = await tx.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { timeZone: true },
  });
  await tx.jobSchedule.createMany({
    data: shopifySchedules.map(({ name, kinds, mode, clock }) => ({
      id: newId(),
      organizationId,
      name,
      job: "sync-shopify",
      payload: { organizationId, kinds: [...kinds], mode },
      cron: "cron" in clock ? clock.cron : null,
      everyMs: "everyMs" in clock ? clock.everyMs : null,
      timeZone,
      catchUp: true,
      nextRunAt: nextTick(clockIn(clock, timeZone), ctx.now()),
    })),
    skipDuplicates: true,
  });
}

function clockIn(clock: (typeof shopifySchedules)[number]["clock"], timeZone: string): Clock {
  return "cron" in clock ? { cron: clock.cron, timeZone } : { everyMs: clock.everyMs };
}
