import { handleLive } from "@cartwright/api/server";

import { edgeOptions } from "#server/edge.ts";

export async function GET(request: Request, { params }: { params: Promise<{ stream: string }> }): Promise<Response> {
  return handleLive(edgeOptions(), request, (await params).stream);
}
