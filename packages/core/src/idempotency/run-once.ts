import { newId } from "@cartwright/db";

import type { Services } from "#context.ts";
import { DomainError } from "#errors.ts";

export interface OnceInput {
  /** Who calls what: organization, route and caller. Keys of different scopes never meet. */
  readonly scope: string;
  readonly key: string;
  /** SHA-256 of method, route and body: tells a repeated call from another one with the same key. */
  readonly fingerprint: Uint8Array<ArrayBuffer>;
}

export interface OnceAnswer {
  /** An HTTP status. */
  readonly status: number;
  readonly body: string;
}

const lockMs = 60_000;
const keptMs = 24 * 3_600_000;

/**
 * Runs `work` once per key and answers every repetition with what the first call answered, to the byte.
 *
 * `work` is given an id for what it makes, the same one each time it runs for this key. A call that was killed after its
 * commit is so repeated into the same order, not a second one. What `work` throws frees the key: nothing was answered, and
 * trying again is right. A call that neither answered nor failed frees its key after a minute; keys are kept for a day.
 *
 * @throws DomainError `idempotency_key_reused`, `request_in_progress`, and whatever `work` throws
 */
export async function runOnce(
  services: Pick<Services, "db" | "now">,
  input: OnceInput,
  work: (subjectId: string) => Promise<OnceAnswer>,
): Promise<OnceAnswer & { replayed: boolean }> {
  const claim = await claimKey(services, input);
  if (claim === null) return { ...(await readAnswer(services, input)), replayed: true };
  try {
    const answer = await work(claim.subjectId);
    await keepAnswer(services, input, answer);
    return { ...answer, replayed: false };
  } catch (error) {
    await freeKey(services, input);
    throw error;
  }
}

// A new key is ours; so is one whose call died or whose day is over. Anything else is somebody's.
async function claimKey(
  { db, now }: Pick<Services, "db" | "now">,
  input: OnceInput,
): Promise<{ subjectId: string } | null> {
  const at = now();
  const lockedUntil = new Date(at.getTime() + lockMs);
  const expiresAt = new Date(at.getTime() + keptMs);
  const rows = await db.prisma.$queryRaw<{ subjectId: string }[]>`
    INSERT INTO idempotency_keys AS k (scope, key, fingerprint, subject_id, locked_until, created_at, expires_at)
    VALUES (${input.scope}, ${input.key}, ${input.fingerprint}, ${newId()}::uuid, ${lockedUntil}, ${at}, ${expiresAt})
    ON CONFLICT (scope, key) DO UPDATE SET
      fingerprint = excluded.fingerprint,
      subject_id = CASE WHEN k.expires_at <= ${at} THEN excluded.subject_id ELSE k.subject_id END,
      response_status = NULL, response_body = NULL,
      locked_until = excluded.locked_until, created_at = excluded.created_at, expires_at = excluded.expires_at
    WHERE k.expires_at <= ${at}
       OR (k.response_status IS NULL AND k.locked_until <= ${at} AND k.fingerprint = excluded.fingerprint)
    RETURNING subject_id AS "subjectId"`;
  return rows[0] ?? null;
}

async function readAnswer(
  { db, now }: Pick<Services, "db" | "now">,
  { scope, key, fingerprint }: OnceInput,
): Promise<OnceAnswer> {
  const row = await db.prisma.idempotencyKey.findUnique({ where: { scope_key: { scope, key } } });
  if (row && !Buffer.from(row.fingerprint).equals(fingerprint)) {
    throw new DomainError(
      "idempotency_key_reused",
      {},
      { message: "This Idempotency-Key was used with another request." },
    );
  }
  if (row?.responseStatus !== null && row?.responseStatus !== undefined && row.responseBody !== null) {
    return { status: row.responseStatus, body: row.responseBody };
  }
  const retryAfterMs = Math.max(1000, Math.min(lockMs, Number(row?.lockedUntil ?? now()) - Number(now())));
  throw new DomainError(
    "request_in_progress",
    { retryAfterMs },
    { message: "The first request with this key is still running." },
  );
}

async function keepAnswer({ db }: Pick<Services, "db">, { scope, key }: OnceInput, answer: OnceAnswer): Promise<void> {
  await db.prisma.$executeRaw`
    UPDATE idempotency_keys SET response_status = ${answer.status}, response_body = ${answer.body}
    WHERE scope = ${scope} AND key = ${key}`;
}

async function freeKey({ db, now }: Pick<Services, "db" | "now">, { scope, key }: OnceInput): Promise<void> {
  await db.prisma.$executeRaw`
    UPDATE idempotency_keys SET locked_until = ${now()} WHERE scope = ${scope} AND key = ${key} AND response_status IS NULL`;
}
