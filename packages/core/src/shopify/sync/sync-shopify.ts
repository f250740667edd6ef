import type { ShopifyKind, SyncMode } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";

import { startShopifySync } from "./start-shopify-sync.ts";

export interface ShopsWanted {
  readonly kinds: readonly ShopifyKind[];
  readonly mode: SyncMode;
  /** Default: every shop of the organization that is connected. */
  readonly integrationId?: string | undefined;
}

/** Begins runs for shops that are connected; one that has been disconnected meanwhile is left alone. Says how many began. */
export async function syncShopify(ctx: Ctx, { kinds, mode, integrationId }: ShopsWanted): Promise<number> {
  const shops = await ctx.db.prisma.shopifyIntegration.findMany({
    where: {
      organizationId: ctx.organizationId,
      state: "active",
      ...(integrationId !== undefined && { id: integrationId }),
    },
    select: { id: true },
    take: 100,
  });
  let begun = 0;
  for (const { id } of shops) {
    for (const kind of kinds.toSorted(productsFirst)) {
      const { isNew } = await startShopifySync(ctx, { kind, mode, integrationId: id });
      if (isNew) begun += 1;
    }
  }
  return begun;
}

// Orders are about products.
function productsFirst(a: ShopifyKind, b: ShopifyKind): number {
  return a === b ? 0 : a === "products" ? -1 : 1;
}
