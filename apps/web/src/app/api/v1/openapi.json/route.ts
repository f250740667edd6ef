import { handleOpenapi } from "@cartwright/api/server";

export const dynamic = "force-dynamic";

export function GET(request: Request): Response {
  return handleOpenapi(request, { version: "1.0.0" });
}
