import type { Db } from "@cartwright/db";

/**
 * Every column of every table in the database in which one of the words stands, in whatever case, with how often: `orders.email 2`.
 * Bytes are read as they are and as UTF-8 escapes.
 */
export async function findNeedles({ pool }: Db, needles: readonly string[]): Promise<string[]> {
  const { rows: columns } = await pool.query<{ table: string; column: string; bytes: boolean }>(`
    select c.oid::regclass::text as "table", quote_ident(a.attname) as "column", a.atttypid = 'bytea'::regtype as bytes
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and a.attnum > 0 and not a.attisdropped
      and a.atttypid::regtype::text ~ '^(text|character|character varying|json|jsonb|bytea)(\\[\\])?$'
    order by 1, 2`);
  const patterns = needles.map((needle) => `%${needle.toLowerCase()}%`);
  const found: string[] = [];
  for (const { table, column, bytes } of columns) {
    const text = bytes ? `encode(${column}, 'escape')` : `${column}::text`;
    const { rows } = await pool.query<{ count: number }>(
      `select count(*)::int as count from ${table} where lower(${text}) like any($1)`,
      [patterns],
    );
    if ((rows[0]?.count ?? 0) > 0) found.push(`${table}.${column} ${rows[0]?.count}`);
  }
  return found;
}
