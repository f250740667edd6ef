import { runSql } from "@cartwright/db";

import type { Services } from "#context.ts";

import { hashApiKey } from "./api-key.ts";
import type { Principal } from "./principal.ts";

interface KeyRow {
  readonly id: string;
  readonly organization_id: string;
  readonly scopes: string[];
  readonly rate_limit_per_minute: number | null;
  readonly last_used_at: Date | null;
}

/**
 * Whom an API key stands for; null when it is unknown, revoked or past its time. Asked anew for every request: a key that was
 * revoked is refused at once.
 */
export async function findApiKey(
  services: Pick<Services, "db" | "log" | "now">,
  key: string,
): Promise<Principal | null> {
  const [row] = await runSql(
    services.db,
    (sql) => sql.$queryRaw<KeyRow[]>`
      select id::text, organization_id::text, scopes, rate_limit_per_minute, last_used_at from api_keys
      where hash = ${hashApiKey(key)} and revoked_at is null and (expires_at is null or expires_at > ${services.now()})`,
  );
  if (!row) return null;
  noteUse(services, row);
  return {
    actor: { type: "api_key", apiKeyId: row.id, scopes: row.scopes },
    organizationId: row.organization_id,
    user: null,
    customer: null,
    rateLimitPerMinute: row.rate_limit_per_minute,
  };
}

const noteUseMs = 60_000;

/** When this process noted last that a key was used: a burst of its requests writes once. */
const noted = new WeakMap<object, Map<string, number>>();
const mostNoted = 10_000;

// Once a minute is enough to tell which keys are in use.
function noteUse({ db, log, now }: Pick<Services, "db" | "log" | "now">, { id, last_used_at: lastUsed }: KeyRow): void {
  const at = now();
  const keys = noted.get(db) ?? new Map<string, number>();
  noted.set(db, keys);
  const last = Math.max(lastUsed?.getTime() ?? -Infinity, keys.get(id) ?? -Infinity);
  if (at.getTime() - last < noteUseMs) return;
  if (keys.size >= mostNoted) keys.clear();
  keys.set(id, at.getTime());
  db.prisma.apiKey
    .update({ where: { id }, data: { lastUsedAt: at }, select: { id: true } })
    .catch((error: unknown) => log.warn({ err: error, apiKeyId: id }, "api_key_use_not_noted"));
}
