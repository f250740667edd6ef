import "server-only";
import { getToken } from "next-auth/jwt";
import { z } from "zod";

import type { SessionClaims } from "@cartwright/api/server";

import { readEnv } from "./env.ts";

const claims = z.object({ sub: z.uuid(), sessionId: z.uuid() });

/** What the session cookie of a request says, if its seal is ours. Whether the session still stands is asked of the database. */
export async function readSession(request: Request): Promise<SessionClaims | null> {
  return readSessionCookies(parseCookies(request.headers.get("cookie") ?? ""));
}

/** The same from cookies by name. */
export async function readSessionCookies(cookies: Record<string, string>): Promise<SessionClaims | null> {
  const { NEXTAUTH_SECRET: secret, WEB_URL: webUrl } = readEnv();
  // next-auth reads no more of a request than these two.
  const request = { cookies, headers: {} } as Parameters<typeof getToken>[0]["req"];
  const token = await getToken({ req: request, secret, secureCookie: webUrl.startsWith("https:") });
  const parsed = claims.safeParse(token);
  return parsed.success ? { userId: parsed.data.sub, sessionId: parsed.data.sessionId } : null;
}

function parseCookies(header: string): Record<string, string> {
  const pairs = header.split(";").map((pair) => {
    const at = pair.indexOf("=");
    return at < 0 ? [pair.trim(), ""] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  });
  return Object.fromEntries(pairs) as Record<string, string>;
}
