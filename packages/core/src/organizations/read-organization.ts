import type { Services } from "#context.ts";
import { DomainError } from "#errors.ts";

export interface OrganizationView {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  /** VAT contained in prices, in basis points (2550 = 25.5 %). */
  readonly taxRateBps: number;
}

/**
 * An organization's standing facts, by id or slug, kept for a minute: every request needs them and they hardly change.
 *
 * @throws DomainError `not_found`
 */
export async function readOrganization(
  { db }: Pick<Services, "db">,
  wanted: { readonly id: string } | { readonly slug: string },
): Promise<OrganizationView> {
  const key = "id" in wanted ? `id:${wanted.id}` : `slug:${wanted.slug}`;
  const kept = keptFor(db).get(key);
  if (kept && kept.until > performance.now()) return kept.organization;
  const where = "id" in wanted ? { id: wanted.id } : { slug: wanted.slug };
  const select = { id: true, slug: true, name: true, currency: true, timeZone: true, taxRateBps: true } as const;
  const organization = await db.prisma.organization.findUnique({ where, select });
  if (!organization) throw new DomainError("not_found", { organization: Object.values(wanted)[0] });
  keptFor(db).set(key, { organization, until: performance.now() + keepMs });
  return organization;
}

const keepMs = 60_000;

type Kept = Map<string, { organization: OrganizationView; until: number }>;
const byDatabase = new WeakMap<object, Kept>();

function keptFor(db: object): Kept {
  const kept = byDatabase.get(db) ?? new Map();
  byDatabase.set(db, kept);
  return kept;
}
