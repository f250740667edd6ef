import { handleReadiness } from "@cartwright/api/server";

import { services } from "#server/services.ts";
import { shutdown } from "#server/shutdown.ts";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return handleReadiness(services(), request, shutdown.signal);
}
