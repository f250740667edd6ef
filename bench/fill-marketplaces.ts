import type { ClientBase, Pool } from "pg";

import { newId } from "@cartwright/db";

export const stores = 100_000;
/** Every store has as many, but the first. */
const logsPerStore = 91;
/** What one store that sells a lot has. */
const logsOfFirst = 1_000_000;
export const logs = logsOfFirst + (stores - 1) * logsPerStore;

/** The sync token of the nth store, from 1. */
export function tokenOf(n: number): string {
  return `cst_bench_${String(n).padStart(6, "0")}`;
}

/**
 * Stores that all have something to try again, and their logs: four of five imported, the others refused, rate limited or
 * unanswered. What stores sum up is written afterwards in one statement, as the trigger would have, but in seconds. It takes
 * minutes, so a database that an earlier bench filled to the end is left as it is.
 */
export async function fillMarketplaces(pool: Pool, say: (line: string) => void): Promise<void> {
  if (await isFilled(pool)) return say(`  filled before, ${await sizes(pool)}`);
  const started = performance.now();
  const client = await pool.connect();
  await client.query("begin");
  await fill(client, say);
  await client.query("commit");
  client.release();
  await pool.query("vacuum analyze marketplace_sync_logs");
  await pool.query("vacuum analyze marketplace_stores");
  say(`  ${logs} logs in ${Math.round((performance.now() - started) / 1_000)} s, ${await sizes(pool)}`);
}

async function fill(client: ClientBase, say: (line: string) => void): Promise<void> {
  const organizationId = newId();
  await client.query("truncate marketplace_stores, marketplace_sync_logs");
  await client.query("insert into organizations (id, slug, name) values ($1, 'bench', 'Bench')", [organizationId]);
  await client.query(storesSql, [organizationId, stores]);
  // Indexes that are made afterwards are made in a fraction of the time; what is referred to is there by construction.
  const indexes = await dropIndexes(client);
  await client.query("alter table marketplace_sync_logs disable trigger all");
  await client.query(logsSql, [organizationId, 1, 1, logsOfFirst]);
  for (let from = 2; from <= stores; from += 10_000) {
    await client.query(logsSql, [organizationId, from, Math.min(from + 9_999, stores), logsPerStore]);
  }
  await client.query("alter table marketplace_sync_logs enable trigger all");
  say(`  ${logs} logs are written`);
  await client.query("set local maintenance_work_mem = '1GB'");
  for (const definition of indexes) await client.query(definition);
  await client.query(sumsSql);
}

const storeId = (n: string) => `('01980000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const token = (n: string) => `('cst_bench_' || lpad(${n}::text, 6, '0'))`;

const storesSql = `
  insert into marketplace_stores (id, organization_id, marketplace, external_store_id, store_name, currency, tokens_enc,
    sync_token_hash, sync_token_enc, created_at)
  select ${storeId("n")}, $1, 'etsy', 'shop-' || n, 'Shop ' || n, 'EUR', '\\x00', sha256(${token("n")}::bytea), '\\x00',
    now() - interval '1 year' + n * interval '1 second'
  from generate_series(1, $2::int) n`;

// The last log of each store was rate limited, so each is partial; what is to be tried again has been due for a while.
const logsSql = `
  insert into marketplace_sync_logs (id, organization_id, store_id, receipt, status, attempts, next_attempt_at,
    external_order_id, amount_minor, currency, imported_at, error, attempted_at, created_at)
  select ('0198' || lpad(to_hex(s >> 4), 4, '0') || '-' || lpad(to_hex((s & 15) << 12), 4, '0') || '-7000-8000-' || lpad(to_hex(k), 12, '0'))::uuid,
    $1, ${storeId("s")}, 'R' || k, status::marketplace_log_status, 1 + k % 4,
    case when status <> 'success' then now() - (k % 60) * interval '1 minute' end,
    case when status = 'success' then 'etsy-' || k end, case when status = 'success' then 1999 end,
    case when status = 'success' then 'EUR' end, case when status = 'success' then at end,
    case when status <> 'success' then 'a reason of some length, as marketplaces give it' end, at, at
  from generate_series($2::int, $3::int) s, generate_series(1, $4::int) k,
    lateral (select case when k = $4::int then 'rate_limited' when k % 5 <> 0 then 'success'
      when k % 3 = 0 then 'failed' when k % 3 = 1 then 'rate_limited' else 'pending' end as status,
      now() - ($4::int - k) * interval '1 minute' as at) log`;

const sumsSql = `
  update marketplace_stores store set imported_orders = sums.imported, rate_limited_count = sums.limited,
    sync_status = 'partial', last_sync_at = sums.last, next_attempt_at = sums.next
  from (
    select store_id, count(*) filter (where status = 'success') as imported,
      count(*) filter (where status = 'rate_limited') as limited, max(attempted_at) as last, min(next_attempt_at) as next
    from marketplace_sync_logs group by store_id
  ) sums where store.id = sums.store_id`;

async function dropIndexes(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ indexname: string; indexdef: string }>(
    "select indexname, indexdef from pg_indexes where tablename = 'marketplace_sync_logs' and indexname not like '%_pkey'",
  );
  for (const { indexname } of rows) await client.query(`drop index ${indexname}`);
  return rows.map(({ indexdef }) => indexdef);
}

async function isFilled(pool: Pool): Promise<boolean> {
  const sql = "select count(*) = $1 as filled from marketplace_stores where imported_orders > 0";
  const { rows } = await pool.query<{ filled: boolean }>(sql, [stores]);
  return rows[0]?.filled === true;
}

async function sizes(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ size: string }>(
    "select pg_size_pretty(pg_total_relation_size('marketplace_sync_logs')) as size",
  );
  return rows[0]?.size ?? "";
}
