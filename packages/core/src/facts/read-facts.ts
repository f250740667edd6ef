import type { Db } from "@cartwright/db";

import { readSystemKey, systemTails, type SystemKey } from "./fact-key.ts";

/** One fact that somebody asks for. */
export interface FactQuestion {
  readonly organizationId: string;
  readonly key: string;
}

interface StoredRow {
  organization_id: string;
  key: string;
  value: unknown;
}

/**
 * The values of many facts, by organization and key; what does not hold is left out. Three statements at most, however many
 * are asked for.
 */
export async function readFacts(
  { pool }: Pick<Db, "pool">,
  { questions, now }: { questions: readonly FactQuestion[]; now: Date },
): Promise<ReadonlyMap<string, unknown>> {
  const values = new Map<string, unknown>();
  const system = questions.flatMap(({ organizationId, key }) => {
    const known = readSystemKey(key);
    return known === undefined ? [] : [{ organizationId, key, known }];
  });
  const stored = questions.filter(({ key }) => readSystemKey(key) === undefined);
  if (stored.length > 0) {
    const { rows } = await pool.query<StoredRow>({
      name: "facts_of_many",
      text: `select f.organization_id::text, f.key, f.value
             from (select distinct * from unnest($1::uuid[], $2::text[]) as q (organization_id, key)) q
             join facts f using (organization_id, key)
             where f.expires_at is null or f.expires_at > $3`,
      values: [stored.map(({ organizationId }) => organizationId), stored.map(({ key }) => key), now],
    });
    for (const row of rows) values.set(factName({ organizationId: row.organization_id, key: row.key }), row.value);
  }
  for (const thing of ["order", "product"] as const) {
    const asked = system.filter(({ known }) => known.of === thing);
    if (asked.length > 0) for (const [name, value] of await readSystem(pool, thing, asked)) values.set(name, value);
  }
  return values;
}

/** What `readFacts` calls a fact. */
export function factName({ organizationId, key }: FactQuestion): string {
  return `${organizationId} ${key}`;
}

/** How each of the system's own facts is read where it stands; `$1` organizations, `$2` ids. */
const systemSql = {
  order: `select o.organization_id::text, o.id::text, to_jsonb(o.status::text) as value
          from (select distinct * from unnest($1::uuid[], $2::uuid[]) as q (organization_id, id)) q
          join orders o using (organization_id, id)`,
  product: `select p.organization_id::text, p.id::text, to_jsonb(coalesce((
              select sum(b.reserved) from variants v join stock_balances b on b.variant_id = v.id
              where v.organization_id = p.organization_id and v.product_id = p.id), 0)) as value
            from (select distinct * from unnest($1::uuid[], $2::uuid[]) as q (organization_id, id)) q
            join products p using (organization_id, id)`,
} as const;

async function readSystem(
  pool: Db["pool"],
  of: SystemKey["of"],
  asked: readonly (FactQuestion & { readonly known: SystemKey })[],
): Promise<[string, unknown][]> {
  const { rows } = await pool.query<{ organization_id: string; id: string; value: unknown }>({
    name: `facts_of_${of}`,
    text: systemSql[of],
    values: [asked.map(({ organizationId }) => organizationId), asked.map(({ known }) => known.id)],
  });
  return rows.map(({ organization_id: organizationId, id, value }) => [
    factName({ organizationId, key: `${of}:${id}:${systemTails[of]}` }),
    value,
  ]);
}
