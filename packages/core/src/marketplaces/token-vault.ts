import { setTimeout as wait } from "node:timers/promises";

import { runSql } from "@cartwright/db";
import { ProviderRefusedError, type StoreTokens, type StoreTokenVault } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";

import { sealTokens, unsealTokens } from "./store-tokens.ts";

type VaultServices = Pick<Services, "db" | "settings">;

/** A renewal that takes longer was cut off: the next who comes tries. */
const renewalMs = 30_000;
const firstPauseMs = 20;
const longestPauseMs = 500;

interface Held {
  readonly tokens: StoreTokens;
  readonly version: number;
}

/**
 * The tokens of one store, in its row. The right to exchange them is a mark on the row with an end, not a lock: the marketplace
 * is asked outside any transaction, and whoever comes meanwhile waits for what it gave.
 */
export function openTokenVault(services: VaultServices, { storeId }: { storeId: string }): StoreTokenVault {
  return {
    load: async () => (await read(services, storeId)).tokens,
    async refresh(stale, renew) {
      for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
        const held = await read(services, storeId);
        if (held.tokens.accessToken !== stale.accessToken) return held.tokens;
        const until = await takeTurn(services, { storeId, version: held.version });
        if (until !== null) return exchange(services, { storeId, held, until, renew });
        await wait(pauseMs);
      }
    },
  };
}

interface Exchange {
  readonly storeId: string;
  readonly held: Held;
  /** When the turn ends, as Postgres writes it: what it is known by. */
  readonly until: string;
  readonly renew: (held: StoreTokens) => Promise<StoreTokens>;
}

async function exchange(services: VaultServices, { storeId, held, until, renew }: Exchange): Promise<StoreTokens> {
  const { version } = held;
  try {
    const tokens = await renew(held.tokens);
    await keep(services, { storeId, version, tokens });
    return tokens;
  } catch (error) {
    await giveTurnBack(services, { storeId, until });
    throw error;
  }
}

async function read({ db, settings }: VaultServices, storeId: string): Promise<Held> {
  const [row] = await runSql(
    db,
    (sql) => sql.$queryRaw<{ tokens_enc: Uint8Array | null; tokens_version: number }[]>`
      select tokens_enc, tokens_version from marketplace_stores where id = ${storeId}::uuid`,
  );
  if (!row?.tokens_enc) throw new ProviderRefusedError("the store is disconnected", { code: "unauthorized" });
  return { tokens: unsealTokens(settings.encryptionKey, row.tokens_enc), version: row.tokens_version };
}

interface Version {
  readonly storeId: string;
  readonly version: number;
}

async function takeTurn({ db }: VaultServices, { storeId, version }: Version): Promise<string | null> {
  const [taken] = await runSql(
    db,
    (sql) => sql.$queryRaw<{ until: string }[]>`
      update marketplace_stores set refreshing_until = clock_timestamp() + ${renewalMs} * interval '1 millisecond'
      where id = ${storeId}::uuid and tokens_version = ${version}
        and (refreshing_until is null or refreshing_until <= clock_timestamp())
      returning refreshing_until::text as until`,
  );
  return taken?.until ?? null;
}

// Somebody may have registered the store anew meanwhile: then theirs are the tokens.
async function keep(
  { db, settings }: VaultServices,
  { storeId, version, tokens }: Version & { readonly tokens: StoreTokens },
): Promise<void> {
  const box = sealTokens(settings.encryptionKey, tokens);
  await runSql(
    db,
    (sql) => sql.$queryRaw`
      update marketplace_stores
      set tokens_enc = ${box}, tokens_version = tokens_version + 1, refreshing_until = null
      where id = ${storeId}::uuid and tokens_version = ${version} and disconnected_at is null`,
  );
}

async function giveTurnBack(
  { db }: VaultServices,
  { storeId, until }: Pick<Exchange, "storeId" | "until">,
): Promise<void> {
  await runSql(
    db,
    (sql) => sql.$queryRaw`
      update marketplace_stores set refreshing_until = null
      where id = ${storeId}::uuid and refreshing_until = ${until}::timestamptz`,
  );
}
