import { z } from "zod";

import type { MarketplaceStore } from "../contracts/marketplace.ts";
import { createMemoryVault } from "./memory-vault.ts";
import type { SandboxProcess } from "./start-sandbox.ts";

/** The seller that the sandbox has from the start. */
export const amazonSellerId = "A1SANDBOXSELLER";

const added = z.object({ orderIds: z.array(z.string()) });
const operation = z.object({ counted: z.number(), refused: z.number() });
const report = z.object({
  searchOrders: operation,
  getOrder: operation,
  patchListingsItem: operation,
  searchListingsItems: operation,
  accessTokens: z.number(),
});

/** A seller of the sandbox's Amazon, who has given consent: the refresh token is what a store is registered with. */
export function connectAmazonSeller(sellerId = amazonSellerId): MarketplaceStore {
  const consent = { accessToken: `Atzr|sandbox|${sellerId}`, refreshToken: null, expiresAt: null };
  return {
    channel: "amazon",
    storeId: `0190a000-0000-7000-8000-${Buffer.from(sellerId.slice(-6)).toString("hex")}`,
    externalStoreId: sellerId,
    connectedAt: new Date("2026-11-01T00:00:00Z"),
    currency: "EUR",
    tokens: createMemoryVault(consent),
  };
}

/** Sells at Amazon; answers the orders' ids. */
export async function sellAtAmazon(
  sandbox: SandboxProcess,
  orders: readonly Readonly<Record<string, unknown>>[],
  { sellerId = amazonSellerId, notify = false }: { sellerId?: string; notify?: boolean } = {},
): Promise<string[]> {
  const path = `/amazon/sandbox/sellers/${sellerId}/orders`;
  return added.parse(await sandbox.control("POST", path, { orders, notify })).orderIds;
}

/** How many calls of each operation Amazon has counted, and refused as too many. */
export async function readAmazonQuota(sandbox: SandboxProcess): Promise<z.output<typeof report>> {
  return report.parse(await sandbox.control("GET", "/amazon/sandbox/quota"));
}
