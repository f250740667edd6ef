import { handleHealth } from "@cartwright/api/server";

export const dynamic = "force-dynamic";

export function GET(request: Request): Response {
  return handleHealth(request);
}
