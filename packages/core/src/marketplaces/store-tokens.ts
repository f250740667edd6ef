import { z } from "zod";

import type { StoreTokens } from "@cartwright/integrations/contracts";

import { seal, unseal } from "#secrets/secret-box.ts";

const shape = z.object({
  accessToken: z.string(),
  refreshToken: z.string().nullable(),
  expiresAt: z.iso.datetime().nullable(),
});

/** A store's tokens as they are kept. */
export function sealTokens(key: Uint8Array, { accessToken, refreshToken, expiresAt }: StoreTokens) {
  const kept: z.input<typeof shape> = { accessToken, refreshToken, expiresAt: expiresAt?.toISOString() ?? null };
  return seal(key, JSON.stringify(kept));
}

/** Reads them back; throws when they were sealed with another key. */
export function unsealTokens(key: Uint8Array, box: Uint8Array): StoreTokens {
  const { expiresAt, ...tokens } = shape.parse(JSON.parse(unseal(key, box)));
  return { ...tokens, expiresAt: expiresAt === null ? null : new Date(expiresAt) };
}
