import type { Services } from "@cartwright/core";
import { checkReadiness } from "@cartwright/core/health/check-readiness";

import { readRequestId } from "./request-id.ts";
import { respondJson } from "./respond.ts";

/** The process runs. Asks nobody else, so that a database that is away restarts no web process. */
export function handleHealth(request: Request): Response {
  return respondJson(
    200,
    JSON.stringify({ status: "ok" }),
    new Headers({ "x-request-id": readRequestId(request.headers) }),
  );
}

/** Whether traffic may come here: 200, or 503 with what is missing. While shutting down always 503. */
export async function handleReadiness(
  services: Services,
  request: Request,
  shuttingDown: AbortSignal,
): Promise<Response> {
  const headers = new Headers({ "x-request-id": readRequestId(request.headers) });
  if (shuttingDown.aborted) return respondJson(503, JSON.stringify({ status: "shutting_down" }), headers);
  const { ready, checks } = await checkReadiness(services);
  return respondJson(ready ? 200 : 503, JSON.stringify({ status: ready ? "ready" : "not_ready", checks }), headers);
}
