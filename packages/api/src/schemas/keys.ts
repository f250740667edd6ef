import { z } from "zod";

import { permissions } from "#permissions.ts";

import { idInput, instant, limitInput, nextCursor } from "./paging.ts";

export const permissionDto = z.enum(permissions);

export const createKeyInput = z.object({
  name: z.string().trim().min(1).max(100).meta({ description: "What it is for.", example: "ERP" }),
  scopes: z.array(permissionDto).min(1).max(permissions.length),
  expiresAt: instant.optional().meta({ description: "Left out: it does not end by itself." }),
  rateLimitPerMinute: z.int().min(1).max(1_000_000).optional().meta({ description: "Left out: the instance's." }),
});

export const apiKeyDto = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string().meta({ description: "Its first characters, to recognise it by." }),
  scopes: z.array(z.string()),
  rateLimitPerMinute: z.int().nullable(),
  createdAt: instant,
  createdBy: z.string().nullable(),
  expiresAt: instant.nullable(),
  lastUsedAt: instant.nullable().meta({ description: "To the minute." }),
  revokedAt: instant.nullable(),
});

export const createdKeyDto = z.object({
  id: z.string(),
  key: z.string().meta({ description: "Shown this once." }),
});

export const listKeysInput = z.object({ cursor: idInput.optional(), limit: limitInput(50) });
export const keyPageDto = z.object({ items: z.array(apiKeyDto), nextCursor });
export const keyIdInput = z.object({ id: idInput });
export const revokedKeyDto = z.object({ id: z.string() });

export type ApiKeyDto = z.infer<typeof apiKeyDto>;
export type CreatedKeyDto = z.infer<typeof createdKeyDto>;
