import { handleMetrics } from "@cartwright/api/server";

import { readEnv } from "#server/env.ts";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return handleMetrics(request, { token: readEnv().METRICS_TOKEN });
}
