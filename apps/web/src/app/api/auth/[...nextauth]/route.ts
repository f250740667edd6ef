import NextAuth from "next-auth";

import { authOptions } from "#server/auth.ts";

type Handler = (request: Request, context: { params: Promise<{ nextauth: string[] }> }) => Promise<Response>;

// NextAuth's types say nothing of route handlers.
const handle: Handler = (request, context) =>
  (NextAuth as unknown as (...given: unknown[]) => Promise<Response>)(request, context, authOptions(request.headers));

export { handle as GET, handle as POST };
