import { z } from "zod";

import { cursorInput, idInput, instant, limitInput, nextCursor } from "./paging.ts";

export const deadLetterDto = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  ref: z.string(),
  error: z.string(),
  cause: z.string().meta({ description: "The error without what differs from one letter to the next." }),
  attempts: z.int(),
  payload: z.unknown().optional(),
  createdAt: instant,
  resolvedAt: instant.nullable(),
  resolution: z.string().nullable(),
});
export const deadLetterPageDto = z.object({ items: z.array(deadLetterDto), nextCursor });

export const deadLetterGroupDto = z.object({
  kind: z.string(),
  name: z.string(),
  cause: z.string(),
  label: z.string().nullable(),
  count: z.int(),
  firstAt: instant,
  lastAt: instant,
});
export const deadLetterGroupsDto = z.object({ items: z.array(deadLetterGroupDto) });

const filter = {
  kind: z.string().max(50).optional(),
  name: z.string().max(200).optional(),
  cause: z.string().max(500).optional(),
  search: z.string().max(200).optional(),
};
const resolution = z.enum(["retried", "discarded"]);

export const listDeadLettersInput = z.object({
  ...filter,
  cursor: cursorInput.optional(),
  limit: limitInput(50),
  resolved: z.boolean().default(false),
});
export const resolveDeadLetterInput = z.object({ id: idInput, resolution });
export const resolveDeadLettersInput = z.object({
  ...filter,
  ids: z.array(idInput).min(1).max(200).optional(),
  resolution,
});
export const resolvedDeadLettersDto = z.object({ resolved: z.int(), refused: z.int(), more: z.boolean() });

export type DeadLetterDto = z.infer<typeof deadLetterDto>;
export type DeadLetterGroupDto = z.infer<typeof deadLetterGroupDto>;
