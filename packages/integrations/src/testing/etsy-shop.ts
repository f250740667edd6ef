import { z } from "zod";

import type { MarketplaceStore } from "../contracts/marketplace.ts";
import { createMemoryVault, type MemoryVault } from "./memory-vault.ts";
import type { SandboxProcess } from "./start-sandbox.ts";

/** The shop that the sandbox has from the start. */
export const etsyShopId = "4200001";

const issued = z.object({ access_token: z.string(), refresh_token: z.string(), expires_in: z.number() });
const added = z.object({ receiptIds: z.array(z.number()) });
const counted = z.object({ counted: z.number(), refused: z.number() });

/** A shop of the sandbox's Etsy, connected. */
export async function connectEtsyShop(
  sandbox: SandboxProcess,
  { shopId = etsyShopId, lifeSeconds = 3_600 }: { shopId?: string; lifeSeconds?: number } = {},
): Promise<MarketplaceStore & { readonly tokens: MemoryVault }> {
  const consent = { shopId: Number(shopId), expiresInSeconds: lifeSeconds };
  const tokens = issued.parse(await sandbox.control("POST", "/etsy/sandbox/tokens", consent));
  return {
    channel: "etsy",
    storeId: `0190a000-0000-7000-8000-0000${shopId.padStart(8, "0")}`,
    externalStoreId: shopId,
    connectedAt: new Date("2026-11-01T00:00:00Z"),
    currency: "EUR",
    tokens: createMemoryVault({
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token,
      expiresAt: new Date(Date.now() + tokens.expires_in * 1_000),
    }),
  };
}

/** Sells at Etsy; answers the receipts' ids. */
export async function sellAtEtsy(
  sandbox: SandboxProcess,
  receipts: readonly Readonly<Record<string, unknown>>[],
  { shopId = etsyShopId, notify = false }: { shopId?: string; notify?: boolean } = {},
): Promise<string[]> {
  const path = `/etsy/sandbox/shops/${shopId}/receipts`;
  const { receiptIds } = added.parse(await sandbox.control("POST", path, { receipts, notify }));
  return receiptIds.map(String);
}

/** How many calls Etsy has counted, and refused as too many. */
export async function readEtsyQuota(sandbox: SandboxProcess): Promise<z.output<typeof counted>> {
  return counted.parse(await sandbox.control("GET", "/etsy/sandbox/quota"));
}
