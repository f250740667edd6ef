import { newId, runSql } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

export interface RunKey {
  /** Organization, route and caller: two of them may use the same key. */
  readonly scope: string;
  readonly key: string;
  /** SHA-256 of what was asked for: the same key for something else is refused. */
  readonly fingerprint: Uint8Array;
}

export type Claim =
  | { readonly answer: { status: number; body: unknown } }
  | { readonly answer: null; readonly runId: string; readonly lockedUntil: Date };

const keepMs = 24 * 60 * 60_000;

/**
 * Makes the key ours for `lockMs`, or answers with what was stored under it.
 *
 * One statement decides: the row is new, or its time is over, or its try has ended without an answer and the request is the
 * same. Of two at once the second waits for the row and then matches nothing.
 */
export async function claimKey(ctx: Ctx, { scope, key, fingerprint }: RunKey, lockMs: number): Promise<Claim> {
  const now = ctx.now();
  const lockedUntil = new Date(now.getTime() + lockMs);
  const expiresAt = new Date(now.getTime() + keepMs);
  const at = now.toISOString();
  const [claimed] = await runSql(
    ctx.db,
    (sql) => sql.$queryRaw<{ run_id: string }[]>`
    insert into idempotency_keys as k (scope, key, fingerprint, run_id, locked_until, created_at, expires_at)
    values (${scope}, ${key}, ${fingerprint}, ${newId()}::uuid, ${lockedUntil.toISOString()}::timestamptz,
      ${at}::timestamptz, ${expiresAt.toISOString()}::timestamptz)
    on conflict (scope, key) do update set
      locked_until = excluded.locked_until,
      run_id = case when k.expires_at <= ${at}::timestamptz then excluded.run_id else k.run_id end,
      fingerprint = excluded.fingerprint, response_status = null, response_body = null,
      created_at = case when k.expires_at <= ${at}::timestamptz then excluded.created_at else k.created_at end,
      expires_at = excluded.expires_at
    where k.expires_at <= ${at}::timestamptz
      or (k.response_status is null and k.locked_until <= ${at}::timestamptz and k.fingerprint = excluded.fingerprint)
    returning run_id::text`,
  );
  if (claimed) return { answer: null, runId: claimed.run_id, lockedUntil };
  return { answer: await readAnswer(ctx, { scope, key, fingerprint }) };
}

async function readAnswer(ctx: Ctx, { scope, key, fingerprint }: RunKey): Promise<{ status: number; body: unknown }> {
  const row = await ctx.db.prisma.idempotencyKey.findUnique({ where: { scope_key: { scope, key } } });
  if (row && !Buffer.from(row.fingerprint).equals(fingerprint)) throw new DomainError("idempotency_key_reused");
  if (row === null || row.responseStatus === null) throw new DomainError("request_in_progress", { retryAfterMs: 1000 });
  return { status: row.responseStatus, body: JSON.parse(row.responseBody ?? "null") as unknown };
}
