import type { Pool, PoolClient } from "pg";

import { type NamedTable, tenantOf } from "./erase-rows.ts";
import type { Person } from "./person.ts";
import { erased, strikeOut } from "./strike-out.ts";

export interface PageOfRows {
  /** Behind which key this page begins, as texts; null: with the first row. */
  readonly after: readonly string[] | null;
  /** At most so many rows are looked at. */
  readonly rows: number;
}

export interface ErasedPage {
  /** Behind which key the next begins; null: this was the last. */
  readonly next: readonly string[] | null;
  /** In how many rows the person was struck out. */
  readonly changed: number;
}

interface Column {
  readonly name: string;
  readonly type: string;
}

/**
 * Looks through a page of a table for rows that are about a person, and strikes them out there. What cannot be read, the bytes of a
 * message, is replaced as a whole. A page is one transaction; done twice it finds nothing the second time.
 */
export async function eraseMentions(
  pool: Pool,
  table: NamedTable,
  { organizationId, person, after, rows }: PageOfRows & { organizationId: string; person: Person },
): Promise<ErasedPage> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    // The audit log and the stock ledger let nothing else be changed, and this by nobody else.
    await client.query("set local cartwright.erasing = 'on'");
    const page = await erasePage(client, table, { organizationId, person, after, rows });
    await client.query("commit");
    return page;
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

async function erasePage(
  client: PoolClient,
  table: NamedTable,
  { organizationId, person, after, rows }: PageOfRows & { organizationId: string; person: Person },
): Promise<ErasedPage> {
  const keys = await columnsOf(client, table.name, table.key);
  const columns = await columnsOf(client, table.name, table.mentions ?? "");
  const names = keys.map(({ name }) => name).join(", ");
  const behind =
    after === null ? "true" : `(${names}) > (${keys.map(({ type }, at) => `$${at + 2}::${type}`).join(", ")})`;
  const { rows: looked } = await client.query<{ key: string[]; hit: boolean; texts: (string | null)[] }>(
    `select array[${keys.map(({ name }) => `${name}::text`).join(", ")}] as key, texts,
       lower(page::text || array_to_string(texts, ' ')) like any($${(after?.length ?? 0) + 2}::text[]) as hit
     from (select *, array[${columns.map(asText).join(", ")}] as texts from ${table.name}
       where ${tenantOf(table)} and ${behind} order by ${names} limit ${rows}) page`,
    [organizationId, ...(after ?? []), person.finders.map(toPattern)],
  );
  const strike = strikeOut(person);
  let changed = 0;
  for (const { key, hit, texts } of looked) {
    if (!hit) continue;
    const struck = texts.map((text, at) => (text === null ? null : strikeColumn(columns[at], text, strike)));
    if (struck.every((text, at) => text === texts[at])) continue;
    const { rowCount } = await client.query(updateOf(table, keys, columns), [...struck, ...key, ...texts]);
    changed += rowCount ?? 0;
  }
  return { next: looked.length < rows ? null : (looked.at(-1)?.key ?? null), changed };
}

function strikeColumn(column: Column | undefined, text: string, strike: (text: string) => string): string {
  return column?.type === "bytea" ? blank : strike(text);
}

/** What is left of a body, of which nobody can say what in it is about whom. */
const blank = JSON.stringify({ erased });

// A byte beyond ASCII is written in octal by Postgres, and read back the same way.
function asText({ name, type }: Column): string {
  return type === "bytea" ? `encode(${name}, 'escape')` : `${name}::text`;
}

function updateOf({ name, also }: NamedTable, keys: readonly Column[], columns: readonly Column[]): string {
  const sets = columns.map((column, at) =>
    column.type === "bytea"
      ? `${column.name} = decode($${at + 1}, 'escape')`
      : `${column.name} = $${at + 1}::${column.type}`,
  );
  const where = keys.map((key, at) => `${key.name} = $${columns.length + at + 1}::${key.type}`);
  // Whoever wrote the row meanwhile is not undone: the second round finds what they wrote.
  const asRead = columns.map(
    (column, at) => `${asText(column)} is not distinct from $${columns.length + keys.length + at + 1}`,
  );
  return `update ${name} set ${[...sets, ...(also === undefined ? [] : [also])].join(", ")}
    where ${[...where, ...asRead].join(" and ")}`;
}

async function columnsOf(client: PoolClient, table: string, names: string): Promise<Column[]> {
  const wanted = names.split(/\s+/).filter((name) => name !== "");
  const { rows } = await client.query<Column>(
    `select attname as name, format_type(atttypid, null) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and attname = any($2)`,
    [table, wanted],
  );
  return wanted.map((name) => {
    const found = rows.find((row) => row.name === name);
    if (!found) throw new Error(`${table} has no column ${name}`);
    return found;
  });
}

function toPattern(finder: string): string {
  return `%${finder.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`;
}
