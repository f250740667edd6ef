import "server-only";
import type { Account, AuthOptions, User } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";

import { readClientAddress, readShownAddress } from "@cartwright/api/client-address";
import { limitRequests } from "@cartwright/api/server";
import { isDomainError, type Ctx } from "@cartwright/core";
import { findPrincipal } from "@cartwright/core/organizations/find-principal";
import { guest } from "@cartwright/core/organizations/principal";
import { readOrganization } from "@cartwright/core/organizations/read-organization";
import { endSessions } from "@cartwright/core/people/end-sessions";
import { sessionDays } from "@cartwright/core/people/session-life";
import { signIn } from "@cartwright/core/people/sign-in";
import { signInByProvider } from "@cartwright/core/people/sign-in-by-provider";

import { rateLimits } from "./edge.ts";
import { readEnv } from "./env.ts";
import { oauthProviders } from "./oauth-providers.ts";
import { services } from "./services.ts";

const cookie = z.object({ sub: z.uuid(), sessionId: z.uuid() });
const credentials = z.object({
  email: z.email().max(254),
  password: z.string().min(1).max(200),
  code: z.string().trim().max(40).default(""),
});
const origin = z.object({ headers: z.record(z.string(), z.unknown()) });

/**
 * Sign-in by e-mail and password, for shoppers and members alike; what they may do is decided anew at every request. The cookie
 * is sealed and names the user and their session, which is a row: signing out ends that, not the cookie alone.
 */
export function authOptions(headers: Headers): AuthOptions {
  const env = readEnv();
  return {
    secret: env.NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: sessionDays * 24 * 60 * 60 },
    useSecureCookies: env.WEB_URL.startsWith("https:"),
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      Credentials({
        name: "E-mail and password",
        credentials: {
          email: { label: "E-mail", type: "email" },
          password: { label: "Password", type: "password" },
          code: { label: "Code" },
        },
        authorize: (given, request) => authorize(given, request),
      }),
      ...oauthProviders(),
    ],
    callbacks: {
      signIn: ({ user, account }) =>
        account?.type === "oauth" ? enterByProvider(headers, { user, account }) : user !== undefined,
      jwt: ({ token, user }) =>
        user && "sessionId" in user ? { sub: user.id, sessionId: user.sessionId } : standing(token),
      session: ({ session, token }) => ({ ...session, user: token.sub === undefined ? undefined : session.user }),
    },
    events: {
      signOut: async ({ token }) => {
        const named = cookie.safeParse(token);
        if (!named.success) return;
        const { sub: userId, sessionId: only } = named.data;
        await endSessions(services(), { userId, only });
      },
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
    const { email, password, code } = parsed.data;
    const given = { email, password, code: code === "" ? null : code, ...readOrigin(request) };
    const ctx = await guestContext();
    await limitSignIns(ctx, given);
    const { userId, sessionId } = await signIn(ctx, given);
    return { id: userId, sessionId };
  } catch (error) {
    if (isDomainError(error, "wrong_credentials")) return null;
    // NextAuth hands the message of anything else to the sign-in page.
    throw isDomainError(error) ? new Error(error.code, { cause: error }) : error;
  }
}

// Hashing a password is the dearest thing that anybody may ask of us, also one who knows it.
async function limitSignIns(ctx: Ctx, { address }: { address: string }): Promise<void> {
  const request = { principal: guest(ctx.organizationId), address, routeClass: "sign-in" as const };
  await limitRequests(ctx, new Headers(), { ...request, limits: rateLimits(readEnv()) });
}

/** True, with the session on `user`, from where it goes into the cookie; else where to go with the reason. */
async function enterByProvider(headers: Headers, { user, account }: { user: User; account: Account }) {
  const person = { provider: account.provider, subject: account.providerAccountId };
  const { email = null, name } = user;
  try {
    const { userId, sessionId } = await signInByProvider(await guestContext(), {
      person: { ...person, email, name: name ?? "" },
      address: readShownAddress(headers),
      userAgent: headers.get("user-agent") ?? "",
    });
    // Without an adapter of NextAuth's this very object is what the cookie is made from.
    Object.assign(user, { id: userId, sessionId });
    return true;
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return `/sign-in?error=${error.code}`;
  }
}

async function guestContext(): Promise<Ctx> {
  const { id: organizationId } = await readOrganization(services(), { slug: readEnv().STORE_SLUG });
  return { ...services(), organizationId, actor: { type: "guest" }, requestId: crypto.randomUUID() };
}

function readOrigin(request: unknown): { address: string; shownAddress: string; userAgent: string } {
  const parsed = origin.safeParse(request);
  const pairs = Object.entries(parsed.data?.headers ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  const headers = new Headers(pairs);
  const userAgent = headers.get("user-agent") ?? "";
  return { address: readClientAddress(headers), shownAddress: readShownAddress(headers), userAgent };
}

// A cookie whose session was ended, or that names none, names nobody any more.
async function standing(token: unknown) {
  const named = cookie.safeParse(token);
  if (!named.success) return {};
  const { sub: userId, sessionId } = named.data;
  const { id: organizationId } = await readOrganization(services(), { slug: readEnv().STORE_SLUG });
  const principal = await findPrincipal(services(), { userId, sessionId, organizationId, organization: "only" });
  return principal ? named.data : {};
}
