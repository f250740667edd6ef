import { TRPCError } from "@trpc/server";
import { z } from "zod";

import { requestCaller } from "#server/caller.ts";

const address = z.object({ id: z.uuid(), labelId: z.uuid() });

/** A label as a page of its own, which browsers show and print. For staff; nobody keeps a copy on the way. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string; labelId: string }> },
): Promise<Response> {
  const parsed = address.safeParse(await params);
  if (!parsed.success) return refuse(404);
  try {
    const caller = await requestCaller();
    const { contentType, base64 } = await caller.admin.labels.file(parsed.data);
    return new Response(Buffer.from(base64, "base64"), {
      headers: {
        "content-type": contentType,
        "content-disposition": `inline; filename="label-${parsed.data.labelId}.pdf"`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    if (error instanceof TRPCError) return refuse(statusOf[error.code] ?? 500);
    throw error;
  }
}

const statusOf: Partial<Record<TRPCError["code"], number>> = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_GATEWAY: 502,
};

const words: Readonly<Record<number, string>> = {
  401: "Sign in to see this label.",
  403: "You may not see labels.",
  404: "The file of this label is not here, and the carrier does not have it any more.",
  502: "The carrier cannot be reached now. Try again in a moment.",
};

function refuse(status: number): Response {
  const headers = { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" };
  return new Response(`${words[status] ?? "This did not work."}\n`, { status, headers });
}
