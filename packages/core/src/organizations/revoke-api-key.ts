import { transact } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { credentialsChannel } from "#people/credentials-channel.ts";

/**
 * Ends a key for good: its next request is refused by every process, and streams that it holds open are closed once this commits.
 * One that was revoked before stays as it was.
 *
 * @throws DomainError `not_found`
 */
export async function revokeApiKey(ctx: Ctx, { apiKeyId }: { apiKeyId: string }): Promise<void> {
  await transact(ctx.db, async (tx) => {
    const where = { id: apiKeyId, organizationId: ctx.organizationId };
    const { count } = await tx.apiKey.updateMany({
      where: { ...where, revokedAt: null },
      data: { revokedAt: ctx.now() },
    });
    const key = await tx.apiKey.findFirst({ where, select: { name: true } });
    if (key === null) throw new DomainError("not_found", { apiKeyId });
    if (count === 0) return;
    await recordAudit(tx, ctx, {
      action: "api_key.revoked",
      subjectType: "api_key",
      subjectId: apiKeyId,
      data: { name: key.name },
    });
    await tx.$executeRaw`select pg_notify(${credentialsChannel}, ${apiKeyId})`;
  });
}
