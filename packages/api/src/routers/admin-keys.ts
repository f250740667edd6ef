import { createApiKey } from "@cartwright/core/organizations/create-api-key";
import { listApiKeys } from "@cartwright/core/organizations/list-api-keys";
import { revokeApiKey } from "@cartwright/core/organizations/revoke-api-key";

import { toWire } from "#present/to-wire.ts";
import { createdKeyDto, createKeyInput, keyIdInput, keyPageDto, listKeysInput, revokedKeyDto } from "#schemas/keys.ts";
import { procedure, router } from "#trpc.ts";

const tag = "Keys";

export const adminKeysRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/keys", tag, summary: "List API keys" } })
    .input(listKeysInput)
    .output(keyPageDto)
    .query(async ({ ctx, input }) => {
      const { items, nextCursor } = await listApiKeys(ctx.core, input);
      return { items: items.map((key) => ({ ...toWire(key), scopes: [...key.scopes] })), nextCursor };
    }),
  create: procedure
    .meta({ rest: { method: "POST", path: "/keys", status: 201, tag, summary: "Make an API key" } })
    .input(createKeyInput)
    .output(createdKeyDto)
    .mutation(async ({ ctx, input: { expiresAt, ...input } }) => {
      const ends = expiresAt === undefined ? null : new Date(expiresAt);
      const { apiKeyId, key } = await createApiKey(ctx.core, { ...input, expiresAt: ends });
      return { id: apiKeyId, key };
    }),
  revoke: procedure
    .meta({ rest: { method: "DELETE", path: "/keys/{id}", tag, summary: "Revoke an API key" } })
    .input(keyIdInput)
    .output(revokedKeyDto)
    .mutation(async ({ ctx, input: { id } }) => {
      await revokeApiKey(ctx.core, { apiKeyId: id });
      return { id };
    }),
});
