import { transact } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { type NamedTable, ownedBy, tablesOfPeople } from "./erase-rows.ts";
import { collectPerson } from "./person.ts";
import type { PersonIds } from "./personal-data.ts";

/** One row of what is known of a person: from which table, and what stands there. */
export interface PersonalRow {
  readonly table: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * Everything that is known of a customer, row by row: what is theirs in every table that erasing them goes through, without secrets.
 * That it was asked for is in the audit log.
 *
 * @throws DomainError `not_found`, before the first row
 */
export async function exportPerson(
  ctx: Ctx,
  { customerId }: { customerId: string },
): Promise<AsyncGenerator<PersonalRow>> {
  const { organizationId, db } = ctx;
  const customer = await db.prisma.customer.findFirst({ where: { organizationId, id: customerId } });
  if (!customer) throw new DomainError("not_found", { customer: customerId });
  const users = customer.userId === null ? [] : [customer.userId];
  const person = await transact(db, async (tx) => {
    await recordAudit(tx, ctx, { action: "customer.exported", subjectType: "customer", subjectId: customerId });
    return collectPerson(tx, { organizationId, customers: [customerId], users });
  });
  return rowsOf(ctx, person);
}

const pageRows = 500;

async function* rowsOf(ctx: Pick<Ctx, "db" | "organizationId">, person: PersonIds): AsyncGenerator<PersonalRow> {
  for (const table of tablesOfPeople) {
    if (!table.of) continue;
    let offset = 0;
    for (let last = pageRows; last === pageRows; offset += last) {
      const rows = await readPage(ctx, { table, person, offset });
      for (const values of rows) yield { table: table.name, values };
      last = rows.length;
    }
  }
}

// A person has rows by the hundred, not by the million: what comes before a page is counted again.
async function readPage(
  { db, organizationId }: Pick<Ctx, "db" | "organizationId">,
  { table, person, offset }: { table: NamedTable; person: PersonIds; offset: number },
): Promise<Record<string, unknown>[]> {
  const { sql, values } = ownedBy(table, person);
  const withheld = (table.withheld ?? "").split(" ").filter((name) => name !== "");
  const { rows } = await db.pool.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(t) - $${values.length + 2}::text[] as row from ${table.name} t
     where ${sql} order by ${table.key.replaceAll(" ", ", ")} limit ${pageRows} offset ${offset}`,
    [organizationId, ...values, withheld],
  );
  return rows.map(({ row }) => row);
}
