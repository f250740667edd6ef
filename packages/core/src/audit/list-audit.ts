import { Prisma } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { readKeysetCursor, writeKeysetCursor } from "#paging/keyset-cursor.ts";

export interface AuditFilter {
  /** A person's, key's or rule's id, or the name of a part of ours. */
  readonly actorId?: string | undefined;
  readonly actorType?: string | undefined;
  /** `order.cancelled`, or all that begins so with a star at the end: `order.*`. */
  readonly action?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly requestId?: string | undefined;
  readonly from?: Date | undefined;
  /** Exclusive. */
  readonly until?: Date | undefined;
}

export interface AuditEntryView {
  readonly id: string;
  readonly at: Date;
  readonly actorType: string;
  readonly actorId: string | null;
  /** What people call the actor now; null for guests and for who is gone. */
  readonly actorName: string | null;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly data: Record<string, unknown>;
  readonly requestId: string | null;
  readonly address: string | null;
  /** Its place in the chain; null until a worker has given it one. */
  readonly position: bigint | null;
}

export interface ListAudit extends AuditFilter {
  readonly cursor?: string | undefined;
  /** 1 to 100, default 50. */
  readonly limit?: number | undefined;
}

interface Row extends Omit<AuditEntryView, "actorName"> {
  readonly cursorAt: string;
}

/**
 * What was changed in the organization, by whom, newest first.
 *
 * @throws DomainError `invalid_input` for a cursor that is not ours
 */
export async function listAudit(
  { db, organizationId }: Pick<Ctx, "db" | "organizationId">,
  { cursor, limit = 50, ...filter }: ListAudit,
): Promise<{ readonly items: AuditEntryView[]; readonly nextCursor: string | null }> {
  const rows = await db.prisma.$queryRaw<Row[]>`
    select entry.id::text, entry.at, entry.actor_type as "actorType", entry.actor_id as "actorId", entry.action, entry.subject_type as "subjectType", entry.subject_id::text as "subjectId", entry.data,
      entry.request_id as "requestId", entry.address, entry.position, entry.at::text as "cursorAt"
    from audit_log entry
    where entry.organization_id = ${organizationId}::uuid and ${matching(filter)} and ${after(cursor)}
    order by entry.at desc, entry.id desc limit ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const names = await readNames({ db, organizationId }, page);
  return {
    items: page.map(({ cursorAt: _, ...entry }) => ({ ...entry, actorName: nameOf(entry, names) })),
    nextCursor: rows.length > limit && last ? writeKeysetCursor([last.cursorAt, last.id]) : null,
  };
}

/** The names of a page's people and keys, each by its id: two questions, however many entries there are. */
async function readNames(
  { db, organizationId }: Pick<Ctx, "db" | "organizationId">,
  page: readonly Row[],
): Promise<ReadonlyMap<string, string>> {
  const idsOf = (...types: readonly string[]) => [
    ...new Set(page.flatMap(({ actorType, actorId }) => (types.includes(actorType) && actorId) || [])),
  ];
  const select = { id: true, name: true } as const;
  const [people, keys] = await Promise.all([
    db.prisma.user.findMany({ where: { id: { in: idsOf("member", "customer") } }, select }),
    db.prisma.apiKey.findMany({ where: { organizationId, id: { in: idsOf("api_key") } }, select }),
  ]);
  return new Map([...people, ...keys].map(({ id, name }) => [id, name]));
}

function nameOf(
  { actorType, actorId }: Row | Omit<Row, "cursorAt">,
  names: ReadonlyMap<string, string>,
): string | null {
  if (actorId === null) return null;
  return actorType === "system" ? actorId : (names.get(actorId) ?? null);
}

const exportedAtOnce = 1_000;

/** All that `listAudit` would page through, in the same memory whatever there is. */
export async function* exportAudit(
  ctx: Pick<Ctx, "db" | "organizationId">,
  filter: AuditFilter,
): AsyncGenerator<AuditEntryView> {
  let cursor: string | undefined;
  do {
    const page = await listAudit(ctx, { ...filter, cursor, limit: exportedAtOnce });
    yield* page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

function matching({ actorId, actorType, action, subjectId, requestId, from, until }: AuditFilter): Prisma.Sql {
  const all: Prisma.Sql[] = [];
  if (actorId !== undefined) all.push(Prisma.sql`entry.actor_id = ${actorId}`);
  if (actorType !== undefined) all.push(Prisma.sql`entry.actor_type = ${actorType}`);
  if (action?.endsWith("*")) all.push(Prisma.sql`starts_with(entry.action, ${action.slice(0, -1)})`);
  else if (action !== undefined) all.push(Prisma.sql`entry.action = ${action}`);
  if (subjectId !== undefined) all.push(Prisma.sql`entry.subject_id = ${subjectId}::uuid`);
  if (requestId !== undefined) all.push(Prisma.sql`entry.request_id = ${requestId}`);
  if (from !== undefined) all.push(Prisma.sql`entry.at >= ${from}`);
  if (until !== undefined) all.push(Prisma.sql`entry.at < ${until}`);
  return all.length === 0 ? Prisma.sql`true` : Prisma.join(all, " and ");
}

function after(cursor: string | undefined): Prisma.Sql {
  if (cursor === undefined) return Prisma.sql`true`;
  const [at, id] = readKeysetCursor(cursor, "timestamptz");
  return Prisma.sql`(entry.at, entry.id) < (${at}::timestamptz, ${id}::uuid)`;
}
