import { newId, transact } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { hashApiKey, newApiKey } from "./api-key.ts";
import { refuseUnheld } from "./refuse-unheld.ts";

export interface CreateApiKeyInput {
  readonly name: string;
  readonly scopes: readonly string[];
  /** Its own limit; null: the instance's. */
  readonly rateLimitPerMinute?: number | null;
  readonly expiresAt?: Date | null;
}

/**
 * Makes an API key for the organization. `key` is shown this once and never stored.
 *
 * @throws DomainError `forbidden` for scopes that the maker does not have, `invalid_input` for an end that is past
 */
export async function createApiKey(ctx: Ctx, input: CreateApiKeyInput): Promise<{ apiKeyId: string; key: string }> {
  const { actor } = ctx;
  const { name, rateLimitPerMinute = null, expiresAt = null } = input;
  const scopes = [...new Set(input.scopes)];
  refuseUnheld(actor, scopes);
  if (expiresAt !== null && expiresAt <= ctx.now())
    throw new DomainError("invalid_input", { field: "expiresAt" }, { message: "This key would have ended already." });
  const apiKeyId = newId();
  const key = newApiKey();
  await transact(ctx.db, async (tx) => {
    await tx.apiKey.create({
      data: {
        id: apiKeyId,
        organizationId: ctx.organizationId,
        name,
        prefix: key.slice(0, 9),
        hash: hashApiKey(key),
        scopes,
        rateLimitPerMinute,
        expiresAt,
        createdBy: actor.type === "member" ? actor.userId : null,
        createdAt: ctx.now(),
      },
      select: { id: true },
    });
    await recordAudit(tx, ctx, {
      action: "api_key.created",
      subjectType: "api_key",
      subjectId: apiKeyId,
      data: { name, scopes, rateLimitPerMinute, expiresAt: expiresAt?.toISOString() ?? null },
    });
  });
  return { apiKeyId, key };
}
