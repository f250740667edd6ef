import { handleAuditExport } from "@cartwright/api/server";

import { edgeOptions } from "#server/edge.ts";

export async function GET(request: Request): Promise<Response> {
  return handleAuditExport(edgeOptions(), request);
}
