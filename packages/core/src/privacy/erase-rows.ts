import type { Pool } from "pg";

import type { Person } from "./person.ts";
import { type PersonIds, personalData, type Replacement, type TableOfPeople } from "./personal-data.ts";

/** Names are the database's and come from `personalData` alone, never from anybody who asks. */
export interface NamedTable extends TableOfPeople {
  readonly name: string;
}

/** The tables in the order in which a person goes from them: nothing that a later one is found by goes earlier. */
export const tablesOfPeople: readonly NamedTable[] = Object.entries(personalData).map(([name, table]) => ({
  name,
  ...table,
}));

const texts: ReadonlySet<keyof PersonIds> = new Set(["emails", "shopifyOrders", "shopifyCustomers"]);

/** Which rows are a person's: a condition, and what its places stand for. `$1` is the organization. */
export function ownedBy(table: NamedTable, person: PersonIds): { sql: string; values: unknown[] } {
  const values: unknown[] = [];
  const any = Object.entries(table.of ?? {}).map(([column, ids]) => {
    values.push(person[ids]);
    const place = `$${values.length + 1}`;
    return texts.has(ids)
      ? `lower(${column}) = any(select lower(unnest(${place}::text[])))`
      : `${column} = any(${place}::uuid[])`;
  });
  return { sql: `(${any.join(" or ")}) and ${tenantOf(table)}`, values };
}

/** Whose a row is; `$1` is the organization. */
export function tenantOf({ tenant }: TableOfPeople): string {
  // Where it is nobody's the place is still filled, and Postgres wants to know with what.
  return tenant === null ? "$1::uuid is not null" : (tenant ?? "organization_id = $1::uuid");
}

const replacements: Readonly<Record<Replacement, (column: string, key: string) => string>> = {
  null: () => "null",
  empty: () => "''",
  email: (_column, key) => `'erased-' || ${key} || '@erased.invalid'`,
  token: () => "replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')",
  object: () => "'{}'::jsonb",
  address: (column) => `case when ${column} is null then null else jsonb_build_object('name', 'Erased', 'line1', '',
    'postalCode', '', 'city', '', 'country', ${column}->>'country') end`,
  shopifyOrder: (column) =>
    `${column} - array['customer', 'email', 'phone', 'shippingAddress', 'billingAddress', 'note']`,
};

/** Erases what is a person's own in one table. Answers how many rows it was; those that were erased before are none. */
export async function eraseOwn(
  pool: Pick<Pool, "query">,
  table: NamedTable,
  { organizationId, person }: { organizationId: string; person: Person },
): Promise<number> {
  if (!table.of || !(table.own || table.gone)) return 0;
  const { sql, values } = ownedBy(table, person);
  const statement = table.gone === undefined ? updateOf(table, sql) : `delete from ${table.name} where ${sql}`;
  const { rowCount } = await pool.query(statement, [organizationId, ...values]);
  return rowCount ?? 0;
}

function updateOf({ name, key, own = {} }: NamedTable, where: string): string {
  const first = key.split(" ")[0] ?? "id";
  const sets = Object.entries(own).map(([column, by]) => ({ column, to: replacements[by](column, first) }));
  // A secret is new each time: what tells whether there is anything left to do is the rest.
  const open = Object.entries(own)
    .filter(([, by]) => by !== "token")
    .map(([column, by]) => `${column} is distinct from ${replacements[by](column, first)}`);
  return `update ${name} set ${sets.map(({ column, to }) => `${column} = ${to}`).join(", ")}
    where ${where} and (${open.join(" or ")})`;
}
