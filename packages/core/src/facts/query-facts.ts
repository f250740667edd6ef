import { Prisma } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { readKeysetCursor, writeKeysetCursor } from "#paging/keyset-cursor.ts";

import { checkKey, readPattern, systemTails, toRegex, type FactPattern, type SystemKey } from "./fact-key.ts";
import type { FactView } from "./views.ts";

export interface QueryFactsInput {
  /** `order:*:status`: a star stands for one part, anywhere but first. */
  readonly pattern: string;
  readonly cursor?: string | undefined;
  /** 1 to 100, default 50. */
  readonly limit?: number | undefined;
}

interface FactRow {
  id: string;
  key: string;
  value: unknown;
  setByType: string | null;
  setById: string | null;
  setAt: Date | null;
  expiresAt: Date | null;
}

/**
 * The facts whose keys fit a pattern and that hold now, in the order of their keys; the system's own among them, as they
 * stand. Each page reads an index from where the last one ended.
 *
 * @throws DomainError `invalid_input` for what is no pattern or no cursor
 */
export async function queryFacts(
  ctx: Ctx,
  { pattern, cursor, limit = 50 }: QueryFactsInput,
): Promise<{ items: FactView[]; nextCursor: string | null }> {
  const asked = readPattern(pattern);
  const [after] = cursor === undefined ? [""] : readKeysetCursor(cursor, "text");
  if (cursor !== undefined) checkKey(after);
  const page = { asked, after, limit: limit + 1 };
  const sources = [stored(ctx, page), ...systemSources(ctx, page)];
  const found = (await Promise.all(sources)).flat();
  const rows = found.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = rows.length > limit && last ? writeKeysetCursor([last.key, last.id]) : null;
  return { items: items.map(toView), nextCursor };
}

interface Page {
  readonly asked: FactPattern;
  readonly after: string;
  readonly limit: number;
}

// By first and last part where both are given, so that the many facts between cost nothing; else by what the key begins with.
function stored(ctx: Ctx, { asked, after, limit }: Page): Promise<FactRow[]> {
  const { head, tail, prefix, parts } = asked;
  const among =
    tail === null || parts.length === 1 || !parts.includes("*")
      ? Prisma.sql`key collate "C" >= ${prefix} and key collate "C" < ${`${prefix}\u{10FFFF}`}`
      : Prisma.sql`head = ${head} and tail = ${tail}`;
  return ctx.db.prisma.$queryRaw<FactRow[]>`
    select id::text, key, value, set_by_type as "setByType", set_by_id as "setById", set_at as "setAt",
      expires_at as "expiresAt"
    from facts
    where organization_id = ${ctx.organizationId}::uuid and ${among} and key collate "C" > ${after}
      and key ~ ${toRegex(asked)} and (expires_at is null or expires_at > ${ctx.now()})
    order by key collate "C" limit ${limit}`;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function systemSources(ctx: Ctx, page: Page): Promise<FactRow[]>[] {
  const { parts, head } = page.asked;
  if (parts.length !== 3 || (head !== "order" && head !== "product")) return [];
  const [, id = "", tail = ""] = parts;
  if ((tail !== "*" && tail !== systemTails[head]) || (id !== "*" && !uuid.test(id))) return [];
  return [systemFacts(ctx, { of: head, id, ...page })];
}

// Ids in the order of their bytes are in the order of their letters, so that pages go on by the id itself.
async function systemFacts(
  ctx: Ctx,
  { of, id, after, limit }: Page & { of: SystemKey["of"]; id: string },
): Promise<FactRow[]> {
  const { organizationId } = ctx;
  const only = id === "*" ? Prisma.sql`true` : Prisma.sql`id = ${id}::uuid`;
  const from = after.split(":")[1] ?? "";
  const behind = uuid.test(from) ? Prisma.sql`id ${startOf(after, of)} ${from}::uuid` : Prisma.sql`true`;
  const rows =
    of === "order"
      ? await ctx.db.prisma.$queryRaw<{ id: string; value: unknown }[]>`
          select id::text, to_jsonb(status::text) as value from orders
          where organization_id = ${organizationId}::uuid and ${only} and ${behind} order by id limit ${limit + 1}`
      : await ctx.db.prisma.$queryRaw<{ id: string; value: unknown }[]>`
          select id::text, to_jsonb(coalesce((
            select sum(b.reserved) from variants v join stock_balances b on b.variant_id = v.id
            where v.organization_id = products.organization_id and v.product_id = products.id), 0)) as value
          from products
          where organization_id = ${organizationId}::uuid and ${only} and ${behind} order by id limit ${limit + 1}`;
  return rows
    .map((row) => ({ ...row, ...nobodys, key: `${of}:${row.id}:${systemTails[of]}` }))
    .filter(({ key }) => key > after);
}

const nobodys = { setByType: null, setById: null, setAt: null, expiresAt: null };

// The last page may have ended at another fact of the same thing, before the system's own.
function startOf(after: string, of: SystemKey["of"]): Prisma.Sql {
  return after.endsWith(`:${systemTails[of]}`) ? Prisma.sql`>` : Prisma.sql`>=`;
}

function toView({ key, value, setByType, setById, setAt, expiresAt }: FactRow): FactView {
  const setBy = setByType === null ? null : { type: setByType, id: setById };
  return { key, value, system: setBy === null, setBy, setAt, expiresAt };
}
