import { Client, DatabaseError } from "pg";

import { createDatabase, dropDatabase } from "./databases.ts";

interface Resetting {
  /** Tables that had rows when the database was made: migrations, and what they wrote. */
  readonly kept: readonly string[];
  /** What it was copied from. */
  readonly template: string;
}

const filledSql = `
  select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and pg_relation_size(c.oid) > 0`;

/** Tables that hold rows, or did. */
export async function filledTables(url: string): Promise<string[]> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(filledSql);
    return rows.map(({ name }) => name);
  });
}

/**
 * Takes all rows out of a database that tests have written to, a tenth of the work of a new copy. Who may not switch
 * triggers off gets the new copy, under the same name.
 */
export async function resetDatabase(url: string, { kept, template }: Resetting): Promise<void> {
  try {
    await withClient(url, (client) => removeRows(client, kept));
  } catch (error) {
    if (!(error instanceof DatabaseError && error.code === insufficientPrivilege)) throw error;
    await dropDatabase(url);
    await createDatabase(url, { template });
  }
}

const insufficientPrivilege = "42501";

async function removeRows(client: Client, kept: readonly string[]): Promise<void> {
  // In no particular order: with this no foreign key and no rule that rows stay for ever is asked.
  await client.query("set session_replication_role = replica");
  await client.query("set lock_timeout = '10s'");
  const { rows } = await client.query<{ name: string }>(filledSql);
  const written = rows.filter(({ name }) => !kept.includes(name));
  if (written.length > 0) await client.query(written.map(({ name }) => `delete from ${name}`).join(";"));
  await client.query(
    `select setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
     from pg_sequences where last_value is not null`,
  );
}

async function withClient<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
