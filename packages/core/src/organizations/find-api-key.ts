import type { ApiKey } from "@cartwright/db";

import type { Services } from "#context.ts";

import { hashApiKey } from "./api-key.ts";
import type { Principal } from "./principal.ts";

/**
 * Whom an API key stands for; null when it is unknown, revoked or past its time. An answer is kept for five seconds: a
 * revoked key is refused that soon.
 */
export async function findApiKey(services: Services, key: string): Promise<Principal | null> {
  const hash = hashApiKey(key);
  const kept = await readKept(services, hash);
  if (!kept || kept.revokedAt !== null) return null;
  const now = services.now();
  if (kept.expiresAt !== null && kept.expiresAt <= now) return null;
  noteUse(services, kept, now);
  return {
    actor: { type: "api_key", apiKeyId: kept.id, scopes: kept.scopes },
    organizationId: kept.organizationId,
    user: null,
    customer: null,
    rateLimitPerMinute: kept.rateLimitPerMinute,
  };
}

const keepMs = 5_000;
const noteUseMs = 60_000;
const maxKept = 5_000;

interface Kept {
  readonly until: number;
  readonly row: Promise<ApiKey | null>;
}

const byDatabase = new WeakMap<object, Map<string, Kept>>();

function readKept({ db }: Services, hash: Buffer<ArrayBuffer>): Promise<ApiKey | null> {
  const keys = byDatabase.get(db) ?? new Map<string, Kept>();
  byDatabase.set(db, keys);
  const name = hash.toString("base64");
  const kept = keys.get(name);
  if (kept && kept.until > performance.now()) return kept.row;
  const row = db.prisma.apiKey.findUnique({ where: { hash } }).then((found) => found);
  if (keys.size >= maxKept) keys.clear();
  keys.set(name, { row, until: performance.now() + keepMs });
  row.catch(() => keys.delete(name));
  return row;
}

// Once a minute is enough to tell which keys are in use.
function noteUse({ db, log }: Services, row: ApiKey, now: Date): void {
  if (row.lastUsedAt !== null && now.getTime() - row.lastUsedAt.getTime() < noteUseMs) return;
  row.lastUsedAt = now;
  db.prisma.apiKey
    .update({ where: { id: row.id }, data: { lastUsedAt: now } })
    .catch((error: unknown) => log.warn({ err: error, apiKeyId: row.id }, "api_key_use_not_noted"));
}
