import type { Db } from "@cartwright/db";

import type { Feed } from "./raw-table.ts";

/** Notes what a webhook told of, to be read anew by its id. Often for the same thing: it is read once. */
export async function noteHint(
  db: Db,
  { organizationId, integrationId, kind }: Feed,
  { externalId, heardAt }: { readonly externalId: string; readonly heardAt: Date },
): Promise<void> {
  await db.prisma.$queryRaw`
    insert into shopify_hints (organization_id, integration_id, kind, external_id, heard_at)
    values (${organizationId}::uuid, ${integrationId}::uuid, ${kind}, ${externalId}, ${heardAt}::timestamptz)
    on conflict (integration_id, kind, external_id) do update set heard_at = excluded.heard_at`;
}

/** The next of them after the given one. */
export async function readHints(
  db: Db,
  { integrationId, kind }: Feed,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<string[]> {
  const rows = await db.prisma.shopifyHint.findMany({
    where: { integrationId, kind, externalId: { gt: after } },
    orderBy: { externalId: "asc" },
    take: limit,
    select: { externalId: true },
  });
  return rows.map(({ externalId }) => externalId);
}

/** Forgets hints that were read since; one that was heard again meanwhile stays. */
export async function forgetHints(
  db: Db,
  { integrationId, kind }: Feed,
  { upTo, readAt }: { readonly upTo: string; readonly readAt: Date },
): Promise<void> {
  await db.prisma.shopifyHint.deleteMany({
    where: { integrationId, kind, externalId: { lte: upTo }, heardAt: { lt: readAt } },
  });
}

export async function hasHints(db: Db, { integrationId, kind }: Feed): Promise<boolean> {
  return (await db.prisma.shopifyHint.findFirst({ where: { integrationId, kind }, select: { kind: true } })) !== null;
}
