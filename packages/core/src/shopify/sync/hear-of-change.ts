import type { ShopifyKind } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";

import { noteHint } from "./hints.ts";
import { markGone } from "./mark-gone.ts";
import { pullSoon } from "./pull-soon.ts";

export interface HeardChange {
  readonly integrationId: string;
  readonly kind: ShopifyKind;
  /** `gid://shopify/Order/1` */
  readonly externalId: string;
  /** `deleted` is final: Shopify gives no id twice. */
  readonly change: "changed" | "deleted";
}

/**
 * Takes what a webhook told. What changed is noted and read anew by its id in a moment, together with all else that is heard
 * meanwhile: a thousand changes in a minute make a few runs. Safe to repeat, and in any order.
 */
export async function hearOfChange(ctx: Ctx, { integrationId, kind, externalId, change }: HeardChange): Promise<void> {
  const feed = { organizationId: ctx.organizationId, integrationId, kind };
  const at = ctx.now();
  if (change === "deleted") {
    await markGone(ctx, feed, { externalIds: [externalId], at });
    return;
  }
  await noteHint(ctx.db, feed, { externalId, heardAt: at });
  await pullSoon(ctx, feed);
}
