import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";

import { auditFilterInput } from "#schemas/audit.ts";
import { errorDto } from "#schemas/errors.ts";

const refusal = (description: string) => ({ description, content: { "application/json": { schema: errorDto } } });

/** A file is no procedure's JSON answer, so it is described by hand. */
export const auditPaths: ZodOpenApiPathsObject = {
  "/audit/export": {
    get: {
      operationId: "audit.export",
      tags: ["Audit"],
      summary: "The audit log as a file",
      description: "All that matches, newest first: JSON, an entry to a line, or CSV. Needs `audit:read`.",
      requestParams: { query: auditFilterInput.extend({ format: z.enum(["ndjson", "csv"]).default("ndjson") }) },
      responses: {
        "200": {
          description: "The file.",
          content: { "application/x-ndjson": { schema: z.string() }, "text/csv": { schema: z.string() } },
        },
        "400": refusal("A filter is malformed."),
        "401": refusal("Nobody is signed in."),
        "403": refusal("This takes `audit:read`."),
      },
    },
  },
};
