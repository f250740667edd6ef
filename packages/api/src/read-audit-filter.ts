import type { z } from "zod";

import type { AuditFilter } from "@cartwright/core/audit/list-audit";

import type { auditFilterInput } from "#schemas/audit.ts";

/** What was asked for, as core takes it. */
export function readAuditFilter({ from, until, ...filter }: z.infer<typeof auditFilterInput>): AuditFilter {
  return { ...filter, from: toDate(from), until: toDate(until) };
}

function toDate(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}
