import { runSql } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { claimKey, type RunKey } from "./claim-key.ts";

export interface Answer {
  readonly status: number;
  /** JSON. */
  readonly body: unknown;
}

export interface OnceAnswer extends Answer {
  /** True when this is the stored answer of an earlier call. */
  readonly replayed: boolean;
}

/** How long one try may take before another may take its place; longer than any deadline that the work itself keeps. */
const lockMs = 60_000;

/**
 * Runs `work` once per key: the same key with the same fingerprint gets the same answer again, also from another process and
 * after a restart.
 *
 * `work` gets a run id that stays the same when it has to be run again, because the first try threw or its process died. Give
 * it to what the work makes (`placeOrder({ orderId: runId })`), so that the second try finds what the first had finished.
 * Only an answer that was returned is kept: after a throw the same request may be tried again at once.
 *
 * @throws DomainError `idempotency_key_reused` for another fingerprint, `request_in_progress` while the first is running,
 * and what `work` throws.
 */
export async function runOnce(ctx: Ctx, key: RunKey, work: (runId: string) => Promise<Answer>): Promise<OnceAnswer> {
  const claim = await claimKey(ctx, key, lockMs);
  if (claim.answer) return { ...claim.answer, replayed: true };
  try {
    return { ...(await store(ctx, key, await work(claim.runId))), replayed: false };
  } catch (error) {
    await free(ctx, key, claim.lockedUntil);
    throw error;
  }
}

// Who was slow enough to be overtaken answers with what was stored first: both had the same run id and made the same thing.
async function store(ctx: Ctx, { scope, key }: RunKey, { status, body }: Answer): Promise<Answer> {
  const responseBody = JSON.stringify(body ?? null);
  await runSql(
    ctx.db,
    (sql) => sql.$queryRaw`
      update idempotency_keys set response_status = ${status}, response_body = ${responseBody}
      where scope = ${scope} and key = ${key} and response_status is null`,
  );
  return { status, body: JSON.parse(responseBody) as unknown };
}

async function free(ctx: Ctx, { scope, key }: RunKey, lockedUntil: Date): Promise<void> {
  await ctx.db.prisma.idempotencyKey.updateMany({
    where: { scope, key, responseStatus: null, lockedUntil },
    data: { lockedUntil: ctx.now() },
  });
}

/** @throws DomainError `idempotency_key_required` unless `key` is 1 to 255 characters. */
export function readIdempotencyKey(key: string | null | undefined): string {
  if (typeof key === "string" && key.length >= 1 && key.length <= 255) return key;
  throw new DomainError(
    "idempotency_key_required",
    {},
    { message: "Send an Idempotency-Key of 1 to 255 characters, made once per action." },
  );
}
