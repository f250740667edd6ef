import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

export interface ApiKeyView {
  readonly id: string;
  readonly name: string;
  /** Its first characters, to recognise it by. */
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly rateLimitPerMinute: number | null;
  readonly createdAt: Date;
  /** Who made it; null for a program, and for who is gone. */
  readonly createdBy: string | null;
  readonly expiresAt: Date | null;
  /** To the minute; null: never. */
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface ListApiKeys {
  /** The id of the last key of the page before. */
  readonly cursor?: string | undefined;
  /** 1 to 100, default 50. */
  readonly limit?: number | undefined;
}

/**
 * The organization's keys, the newest first, also those that are good no more.
 *
 * @throws DomainError `invalid_input` for a cursor that is no key of the organization
 */
export async function listApiKeys(
  { db, organizationId }: Pick<Ctx, "db" | "organizationId">,
  { cursor, limit = 50 }: ListApiKeys = {},
): Promise<{ readonly items: ApiKeyView[]; readonly nextCursor: string | null }> {
  const last =
    cursor === undefined ? null : await db.prisma.apiKey.findFirst({ where: { id: cursor, organizationId } });
  if (cursor !== undefined && last === null) throw new DomainError("invalid_input", { field: "cursor" });
  const rows = await db.prisma.apiKey.findMany({
    where: {
      organizationId,
      ...(last && {
        OR: [{ createdAt: { lt: last.createdAt } }, { createdAt: last.createdAt, id: { lt: last.id } }],
      }),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const makers = await db.prisma.user.findMany({
    where: { id: { in: page.flatMap(({ createdBy }) => createdBy ?? []) } },
    select: { id: true, name: true },
  });
  const names = new Map(makers.map(({ id, name }) => [id, name]));
  return {
    items: page.map(({ hash: _, organizationId: _own, createdBy, ...key }) => ({
      ...key,
      createdBy: (createdBy !== null && names.get(createdBy)) || null,
    })),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}
