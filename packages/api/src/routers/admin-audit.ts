import { listAudit } from "@cartwright/core/audit/list-audit";

import { readAuditFilter } from "#read-audit-filter.ts";
import { auditPageDto, listAuditInput } from "#schemas/audit.ts";
import { procedure, router } from "#trpc.ts";

const tag = "Audit";

export const adminAuditRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/audit", tag, summary: "Who changed what" } })
    .input(listAuditInput)
    .output(auditPageDto)
    .query(async ({ ctx, input: { cursor, limit, ...filter } }) => {
      const { items, nextCursor } = await listAudit(ctx.core, { ...readAuditFilter(filter), cursor, limit });
      return {
        items: items.map(({ at, position, ...entry }) => ({
          ...entry,
          at: at.toISOString(),
          position: position === null ? null : position.toString(),
        })),
        nextCursor,
      };
    }),
});
