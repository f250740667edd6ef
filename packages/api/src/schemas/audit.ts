import { z } from "zod";

import { cursorInput, idInput, instant, limitInput, nextCursor } from "./paging.ts";

const word = z.string().trim().min(1).max(100);

/** What is looked for in the audit log. */
export const auditFilterInput = z.object({
  actorType: z.enum(["guest", "customer", "member", "api_key", "system"]).optional(),
  actorId: word.optional(),
  action: word
    .regex(/^[a-z0-9_.-]+\*?$/)
    .optional()
    .meta({ description: "Or all that begin so, with a star at the end.", example: "order.*" }),
  subjectId: idInput.optional(),
  requestId: z.string().trim().min(1).max(200).optional(),
  from: instant.optional(),
  until: instant.optional().meta({ description: "Exclusive." }),
});

export const listAuditInput = auditFilterInput.extend({ cursor: cursorInput.optional(), limit: limitInput(50) });

export const auditEntryDto = z.object({
  id: z.string(),
  at: instant,
  actorType: z.string(),
  actorId: z.string().nullable(),
  actorName: z.string().nullable(),
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  data: z
    .record(z.string(), z.unknown())
    .meta({ description: "What changed; `before` and `after` where it was changed." }),
  requestId: z.string().nullable(),
  address: z.string().nullable().meta({ description: "Where a member or key called from." }),
  position: z.string().nullable().meta({ description: "Its place in the chain; null until it has one." }),
});

export const auditPageDto = z.object({ items: z.array(auditEntryDto), nextCursor });

export type AuditEntryDto = z.infer<typeof auditEntryDto>;
