import "server-only";
import type { AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";

import { readClientAddress } from "@cartwright/api/client-address";
import { isDomainError } from "@cartwright/core";
import { verifyCredentials } from "@cartwright/core/customers/verify-credentials";
import { findPrincipal } from "@cartwright/core/organizations/find-principal";
import { readOrganization } from "@cartwright/core/organizations/read-organization";

import { readEnv } from "./env.ts";
import { services } from "./services.ts";

const credentials = z.object({ email: z.email().max(254), password: z.string().min(1).max(200) });
const address = z.object({ headers: z.record(z.string(), z.unknown()) });
const sessionDays = 30;

/**
 * Sign-in by e-mail and password, for shoppers and members alike; what they may do is decided anew at every request. The
 * session is a sealed cookie that names the user and the version of their sessions.
 */
export function authOptions(): AuthOptions {
  const env = readEnv();
  return {
    secret: env.NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: sessionDays * 24 * 60 * 60 },
    useSecureCookies: env.WEB_URL.startsWith("https:"),
    pages: { signIn: "/sign-in" },
    providers: [
      Credentials({
        name: "E-mail and password",
        credentials: { email: { label: "E-mail", type: "email" }, password: { label: "Password", type: "password" } },
        authorize: (given, request) => authorize(given, request),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) =>
        user && "sessionVersion" in user
          ? { ...token, sub: user.id, sessionVersion: user.sessionVersion }
          : standing(token),
      session: ({ session, token }) => ({ ...session, user: token.sub === undefined ? undefined : session.user }),
    },
    logger: {
      error: (code, metadata) => services().log.warn({ code, err: metadata }, "sign_in_failed"),
      warn: (code) => services().log.debug({ code }, "sign_in_warning"),
    },
  };
}

async function authorize(given: unknown, request: unknown) {
  const parsed = credentials.safeParse(given);
  if (!parsed.success) return null;
  try {
    const user = await verifyCredentials(services(), { ...parsed.data, address: readAddress(request) });
    return { id: user.userId, email: user.email, name: user.name, sessionVersion: user.sessionVersion };
  } catch (error) {
    if (isDomainError(error, "wrong_credentials")) return null;
    // NextAuth hands the message of anything else to the sign-in page.
    throw isDomainError(error) ? new Error(error.code, { cause: error }) : error;
  }
}

function readAddress(request: unknown): string {
  const parsed = address.safeParse(request);
  if (!parsed.success) return "unknown";
  const headers = Object.entries(parsed.data.headers).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return readClientAddress(new Headers(headers));
}

// A token whose session was ended names nobody any more.
async function standing(token: { sub?: string; sessionVersion?: unknown }) {
  const { sub: userId, sessionVersion } = token;
  if (userId === undefined || typeof sessionVersion !== "number") return {};
  const { id: organizationId } = await readOrganization(services(), { slug: readEnv().STORE_SLUG });
  const principal = await findPrincipal(services(), { userId, sessionVersion, organizationId, organization: "only" });
  return principal ? token : {};
}
