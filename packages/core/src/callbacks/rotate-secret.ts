import { transact } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { seal } from "#secrets/secret-box.ts";

import { newSecret } from "./sign-callback.ts";

const overlapMs = 24 * 60 * 60_000;

/**
 * Gives an endpoint a new secret, shown this once. For 24 hours each call is signed with both, so that the receiver can
 * change over without losing one; a secret before that is forgotten at once.
 *
 * @throws DomainError `not_found`
 */
export async function rotateSecret(
  ctx: Ctx,
  { endpointId }: { endpointId: string },
): Promise<{ readonly secret: string; readonly previousSecretUntil: Date }> {
  const secret = newSecret();
  const sealed = seal(ctx.settings.encryptionKey, secret);
  const previousSecretUntil = new Date(ctx.now().getTime() + overlapMs);
  await transact(ctx.db, async (tx) => {
    const count = await tx.$executeRaw`
      UPDATE callback_endpoints
      SET previous_secret_enc = secret_enc, secret_enc = ${sealed}, previous_expires_at = ${previousSecretUntil}
      WHERE id = ${endpointId}::uuid AND organization_id = ${ctx.organizationId}::uuid`;
    if (count === 0) throw new DomainError("not_found");
    await recordAudit(tx, ctx, {
      action: "callback.secret_rotated",
      subjectType: "callback_endpoint",
      subjectId: endpointId,
    });
  });
  return { secret, previousSecretUntil };
}
