import { handleMetrics } from "@cartwright/api/server";

import { readEnv } from "#server/env.ts";
import { services } from "#server/services.ts";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return handleMetrics(request, { token: readEnv().METRICS_TOKEN, services: services() });
}
