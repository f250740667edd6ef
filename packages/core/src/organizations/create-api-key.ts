import { newId, transact } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";

import { hashApiKey, newApiKey } from "./api-key.ts";

export interface CreateApiKeyInput {
  readonly name: string;
  readonly scopes: readonly string[];
  /** Its own limit; null: the instance's. */
  readonly rateLimitPerMinute?: number | null;
  readonly expiresAt?: Date | null;
}

/** Makes an API key for the organization. `key` is shown this once and never stored. */
export async function createApiKey(ctx: Ctx, input: CreateApiKeyInput): Promise<{ apiKeyId: string; key: string }> {
  const apiKeyId = newId();
  const key = newApiKey();
  const { name, rateLimitPerMinute = null, expiresAt = null } = input;
  const scopes = [...input.scopes];
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
        createdAt: ctx.now(),
      },
    });
    await recordAudit(tx, ctx, {
      action: "api_key.created",
      subjectType: "api_key",
      subjectId: apiKeyId,
      data: { name, scopes },
    });
  });
  return { apiKeyId, key };
}
