import { z } from "zod";

import { cursorInput, instant, limitInput, nextCursor } from "./paging.ts";

const key = z.string().min(1).max(300).meta({
  description: "Up to 8 parts of letters, digits, dots, dashes and underscores, with colons between.",
  example: "customer:4711:tier",
});

export const factKeyInput = z.object({ key });

export const setFactInput = z.object({
  key,
  value: z.json().meta({ description: "Anything that JSON has a word for, up to 4 kB; null takes the fact away." }),
  ttlSeconds: z
    .int()
    .min(1)
    .max(315_360_000)
    .optional()
    .meta({ description: "For how long it holds; left out: until it is changed." }),
});

export const queryFactsInput = z.object({
  pattern: z
    .string()
    .min(1)
    .max(300)
    .meta({ description: "A key whose parts, all but the first, may be a star.", example: "order:*:status" }),
  cursor: cursorInput.optional(),
  limit: limitInput(50),
});

export const factDto = z
  .object({
    key: z.string(),
    value: z.json(),
    system: z.boolean().meta({ description: "What the system itself knows, as of now; nobody sets it." }),
    setBy: z.object({ type: z.string(), id: z.string().nullable() }).nullable(),
    setAt: instant.nullable(),
    expiresAt: instant.nullable(),
  })
  .meta({ id: "Fact" });

export const setFactDto = z.object({ fact: factDto.nullable() }).meta({ id: "SetFact" });
export const factPageDto = z.object({ items: z.array(factDto), nextCursor }).meta({ id: "FactPage" });
