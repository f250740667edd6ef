import { z } from "zod";

import { DomainError } from "@cartwright/core";
import { exportAudit } from "@cartwright/core/audit/list-audit";
import { toCsv, toJsonLines } from "@cartwright/core/audit/write-audit";

import { toCoreContext } from "#context.ts";
import { admit, procedureAccess } from "#permissions.ts";
import { readAuditFilter } from "#read-audit-filter.ts";
import { auditFilterInput } from "#schemas/audit.ts";

import { passEdge, type EdgeOptions } from "./edge.ts";
import { streamText } from "./stream-text.ts";

const input = auditFilterInput.extend({ format: z.enum(["ndjson", "csv"]).default("ndjson") });
const types = { ndjson: "application/x-ndjson", csv: "text/csv; charset=utf-8" } as const;

/**
 * Hands whoever may read the audit log all that matches, `?format=ndjson|csv` and the filters of its list, as a file that is written
 * while it is read.
 */
export function handleAuditExport(options: EdgeOptions, request: Request): Promise<Response> {
  const door = { route: "/api/v1/audit/export", routeClass: "reads" as const, authenticated: true };
  return passEdge(options, request, door, async (passage) => {
    const admission = admit(passage.principal, procedureAccess["admin.audit.list"]);
    if ("refused" in admission) throw new DomainError(admission.refused);
    const asked = input.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!asked.success) throw new DomainError("invalid_input", { field: String(asked.error.issues[0]?.path[0] ?? "") });
    const { format, ...filter } = asked.data;
    const entries = exportAudit(toCoreContext(passage, admission.actor), readAuditFilter(filter));
    const { reply } = passage;
    reply.set("content-type", types[format]);
    reply.set("content-disposition", `attachment; filename="audit-log.${format}"`);
    reply.set("cache-control", "private, no-store, no-transform");
    return new Response(streamText(format === "csv" ? toCsv(entries) : toJsonLines(entries)), { headers: reply });
  });
}
