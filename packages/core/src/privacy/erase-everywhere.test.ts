import type { PoolClient } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";

import { newId, transact } from "@cartwright/db";

import { findNeedles } from "#testing/find-needles.ts";
import { createTestShop, type TestShop } from "#testing/index.ts";

import { type NamedTable, tablesOfPeople } from "./erase-rows.ts";
import { requestErasure } from "./request-erasure.ts";
import { runErasure } from "./run-erasure.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await createTestShop();
});
afterAll(() => shop.close());

const email = "quillfeather@needle.example";

/** What a row says that names somebody: for a column of each kind. */
const planted: Readonly<Record<string, unknown>> = {
  text: `Ring ${email} first`,
  json: JSON.stringify({ told: [{ to: email }] }),
  jsonb: JSON.stringify({ told: [{ to: email }] }),
  bytea: Buffer.from(`raw ${email}`),
};
/** What stands in columns that need something, whatever it is. */
const fillers: Readonly<Record<string, string>> = {
  uuid: "gen_random_uuid()",
  text: "'x'",
  jsonb: "'{}'",
  json: "'{}'",
  bytea: "'x'",
  boolean: "false",
  "timestamp with time zone": "now()",
  date: "now()::date",
};

interface Column {
  readonly name: string;
  readonly type: string;
  readonly needed: boolean;
  readonly label: string | null;
}

async function columnsOf(client: PoolClient, table: string): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `select a.attname as name, format_type(a.atttypid, null) as type, a.attnotnull and not a.atthasdef and a.attidentity = '' as needed,
       (select enumlabel from pg_enum where enumtypid = a.atttypid order by enumsortorder limit 1) as label
     from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''`,
    [table],
  );
  return rows;
}

/** Writes a row that names the person into a table, past whatever the table asks of it. */
async function plant(client: PoolClient, table: NamedTable, fixed: Readonly<Record<string, unknown>>): Promise<void> {
  const mentions = (table.mentions ?? "").split(/\s+/);
  const names: string[] = [];
  const places: string[] = [];
  const values: unknown[] = [];
  const put = (name: string, place: string) => {
    names.push(name);
    places.push(place);
  };
  for (const { name, type, needed, label } of await columnsOf(client, table.name)) {
    const given = Object.hasOwn(fixed, name) ? fixed[name] : mentions.includes(name) ? planted[type] : undefined;
    if (given !== undefined) put(name, `$${values.push(given)}`);
    else if (label !== null && needed) put(name, `'${label}'`);
    else if (needed) put(name, type.endsWith("[]") ? "'{}'" : (fillers[type] ?? "1"));
  }
  await client.query(`insert into ${table.name} (${names.join(", ")}) values (${places.join(", ")})`, values);
}

/** In a database that is thrown away: no constraint that wants rows to make sense, and no trigger, on this connection. */
async function freely(work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await shop.db.pool.connect();
  try {
    const { rows } = await client.query<{ drop: string }>(
      `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop from pg_constraint
       where contype = 'c' and conrelid <> 0 and coninhcount = 0`,
    );
    for (const { drop } of rows) await client.query(drop);
    await client.query("set session_replication_role = replica");
    await work(client);
  } finally {
    client.release(true);
  }
}

test("in every table in which anybody may be named, whoever is forgotten is struck out, and in another shop's nobody is", async () => {
  const { actor } = await shop.customer(email);
  if (actor.type !== "customer") throw new Error("a customer");
  const { customerId } = actor;
  const { organizationId } = shop;
  const elsewhere = await createTestShop({ db: shop.db });
  const delivery = newId();
  const tables = tablesOfPeople.filter(({ mentions }) => mentions !== undefined);
  const own: Readonly<Record<string, object>> = {
    callback_deliveries: { id: delivery },
    callback_attempts: { delivery_id: delivery },
    idempotency_keys: { scope: `${organizationId}:orders` },
    "graphile_worker._private_jobs": { payload: JSON.stringify({ organizationId, to: email }) },
  };
  await freely(async (client) => {
    for (const table of tables) {
      await plant(client, table, { organization_id: organizationId, ...own[table.name] });
    }
    const events = tables.filter(({ name }) => name === "event_log" || name === "audit_log");
    for (const table of events) await plant(client, table, { organization_id: elsewhere.organizationId, seq: 2 });
  });
  const traces = await findNeedles(shop.db, [email]);
  const columns = tables.flatMap(({ name, mentions = "" }) =>
    mentions.split(/\s+/).map((column) => `${name}.${column}`),
  );
  expect(traces.map((trace) => trace.split(" ")[0])).toEqual(expect.arrayContaining(columns));

  const { erasureId } = await transact(shop.db, (tx) => requestErasure(tx, shop.ctx, { customerId }));
  await runErasure(shop.ctx, { erasureId });
  shop.clock.advance(16 * 60_000);
  expect(await runErasure(shop.ctx, { erasureId })).toEqual({ state: "done" });

  expect(await findNeedles(shop.db, [email])).toEqual(["audit_log.data 1", "event_log.payload 1"]);
});
