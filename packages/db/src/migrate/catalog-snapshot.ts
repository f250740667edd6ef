import type { Pool } from "pg";

/** What a database consists of, one line per thing, sorted: made to be compared. */
export interface CatalogSnapshot {
  columns: string[];
  enums: string[];
  indexes: string[];
  constraints: string[];
}

/** Names of the tables in schema `public`, without Prisma's own bookkeeping and without partitions. */
export async function listTables(pool: Pool): Promise<string[]> {
  return lines(pool, tables);
}

/** Reads what belongs to the given tables, and the enums of schema `public`. */
export async function snapshotCatalog(pool: Pool, tableNames: string[]): Promise<CatalogSnapshot> {
  return {
    columns: await lines(pool, columns, [tableNames]),
    enums: await lines(pool, enums),
    indexes: await lines(pool, indexes, [tableNames]),
    constraints: await lines(pool, constraints, [tableNames]),
  };
}

async function lines(pool: Pool, sql: string, values: unknown[] = []): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(sql, values);
  return rows.map((row) => row.line);
}

const tables = `
  select relname as line from pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and relname <> '_prisma_migrations'
  order by line`;

const columns = `
  select format('%s.%s %s%s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
      case when a.attnotnull then ' not null' else '' end,
      case when d.adbin is null then '' else ' default ' || pg_get_expr(d.adbin, d.adrelid) end,
      case a.attidentity when '' then '' else ' identity ' || a.attidentity::text end) as line
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p') and not c.relispartition
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where c.relnamespace = 'public'::regnamespace and c.relname = any ($1) and a.attnum > 0 and not a.attisdropped
  order by line`;

const enums = `
  select t.typname || ': ' || string_agg(e.enumlabel, ', ' order by e.enumsortorder) as line
  from pg_type t join pg_enum e on e.enumtypid = t.oid
  where t.typnamespace = 'public'::regnamespace group by t.typname order by line`;

const indexes = `
  select replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') as line
  from pg_index i join pg_class c on c.oid = i.indrelid and not c.relispartition
  where c.relnamespace = 'public'::regnamespace and c.relname = any ($1)
  order by line`;

const constraints = `
  select format('%s.%s %s', c.relname, k.conname, pg_get_constraintdef(k.oid)) as line
  from pg_constraint k join pg_class c on c.oid = k.conrelid and not c.relispartition
  where c.relnamespace = 'public'::regnamespace and c.relname = any ($1) and k.contype <> 'n'
  order by line`;
