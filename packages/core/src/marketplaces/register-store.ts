import { newId, transact, type Tx } from "@cartwright/db";
import type { ChannelName } from "@cartwright/integrations/contracts";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { seal, unseal } from "#secrets/secret-box.ts";

import { sealTokens } from "./store-tokens.ts";
import { hashSyncToken, newSyncToken } from "./sync-token.ts";

export interface RegisterStore {
  readonly marketplace: ChannelName;
  /** The marketplace's own name for the store: Etsy's shop id, Amazon's seller id, Shopify's shop domain. */
  readonly externalStoreId: string;
  readonly storeName: string;
  readonly accessToken: string;
  /** Where the marketplace gives tokens that end. */
  readonly refreshToken?: string | undefined;
  readonly tokenExpiresAt?: Date | undefined;
  /** ISO 4217. */
  readonly currency: string;
}

export interface RegisteredStore {
  readonly storeId: string;
  /** The credential for importing and asking how the store stands. Registering the store again returns the same one. */
  readonly syncToken: string;
}

interface StoreRow {
  id: string;
  sync_token_enc: Uint8Array;
  is_new: boolean;
}

/**
 * Connects a store, or brings one up to date that was connected before, also after it was disconnected: its name, currency and
 * tokens are those given now, its id and sync token stay. Of many who register the same store at once each gets the same answer.
 *
 * @throws DomainError `forbidden` for anybody but an API key: whoever connects a store is a program of the organization's own
 */
export async function registerStore(ctx: Ctx, input: RegisterStore): Promise<RegisteredStore> {
  const { actor } = ctx;
  if (actor.type !== "api_key")
    throw new DomainError("forbidden", {}, { message: "Stores are registered with an API key." });
  const row = await transact(ctx.db, async (tx) => {
    const written = await upsert(tx, ctx, input);
    const { marketplace, externalStoreId, storeName, currency } = input;
    await recordAudit(tx, ctx, {
      action: written.is_new ? "marketplace_store.registered" : "marketplace_store.updated",
      subjectType: "marketplace_store",
      subjectId: written.id,
      data: { marketplace, externalStoreId, storeName, currency },
    });
    return written;
  });
  return { storeId: row.id, syncToken: unseal(ctx.settings.encryptionKey, row.sync_token_enc) };
}

async function upsert(tx: Tx, ctx: Ctx, input: RegisterStore): Promise<StoreRow> {
  const { encryptionKey } = ctx.settings;
  const { accessToken, refreshToken = null, tokenExpiresAt: expiresAt = null } = input;
  const tokens = sealTokens(encryptionKey, { accessToken, refreshToken, expiresAt });
  const syncToken = newSyncToken();
  const nextPullAt = ctx.marketplaces?.[input.marketplace]?.listChanged ? ctx.now() : null;
  // What kept the store from being asked may be what the new tokens cure.
  const [row] = await tx.$queryRaw<StoreRow[]>`
    insert into marketplace_stores as store (id, organization_id, marketplace, external_store_id, store_name, currency,
      tokens_enc, sync_token_hash, sync_token_enc, next_pull_at, next_listings_at, created_at, updated_at)
    values (${newId()}::uuid, ${ctx.organizationId}::uuid, ${input.marketplace}::marketplace, ${input.externalStoreId},
      ${input.storeName}, ${input.currency}, ${tokens}, ${hashSyncToken(syncToken)}, ${seal(encryptionKey, syncToken)},
      ${nextPullAt}::timestamptz, ${ctx.now()}, ${ctx.now()}, ${ctx.now()})
    on conflict (organization_id, marketplace, external_store_id) do update set
      store_name = excluded.store_name, currency = excluded.currency, tokens_enc = excluded.tokens_enc,
      tokens_version = store.tokens_version + 1, refreshing_until = null, disconnected_at = null, held_until = null,
      next_pull_at = excluded.next_pull_at, next_listings_at = excluded.next_listings_at, listings_cursor = null,
      failed_runs = 0, last_error = null, updated_at = excluded.updated_at
    returning id::text, sync_token_enc, xmax = 0 as is_new`;
  if (!row) throw new Error("an upsert returns its row");
  return row;
}
