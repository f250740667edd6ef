import { handleWebhook } from "@cartwright/api/server";

import { edgeOptions } from "#server/edge.ts";

export async function POST(request: Request, { params }: { params: Promise<{ source: string }> }): Promise<Response> {
  return handleWebhook(edgeOptions(), request, (await params).source);
}
