import "server-only";
import Google, { type GoogleProfile } from "next-auth/providers/google";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";

import { readEnv } from "./env.ts";

const gitHubUser = z.object({ id: z.number(), login: z.string(), name: z.string().nullish() });
const gitHubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

interface PersonThere {
  readonly sub: string;
  readonly name?: string | undefined;
  /** Only when it is proven there. */
  readonly email?: string | undefined;
}

type OAuthProvider = OAuthConfig<PersonThere> | OAuthConfig<GoogleProfile>;

/** The other services with which one may sign in: those whose names are set. Their e-mail is null unless it is proven there. */
export function oauthProviders(): OAuthProvider[] {
  const env = readEnv();
  const { GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET, GITHUB_SANDBOX_BASE, GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET } = env;
  const open: OAuthProvider[] = [];
  if (GITHUB_CLIENT_ID !== undefined && GITHUB_CLIENT_SECRET !== undefined) {
    open.push(gitHub({ clientId: GITHUB_CLIENT_ID, clientSecret: GITHUB_CLIENT_SECRET, sandbox: GITHUB_SANDBOX_BASE }));
  }
  if (GOOGLE_CLIENT_ID !== undefined && GOOGLE_CLIENT_SECRET !== undefined) {
    open.push(google({ clientId: GOOGLE_CLIENT_ID, clientSecret: GOOGLE_CLIENT_SECRET }));
  }
  return open;
}

/** The same by name, for a page that offers them. */
export function otherWays(): { id: string; name: string }[] {
  return oauthProviders().map(({ id, name }) => ({ id, name }));
}

interface App {
  readonly clientId: string;
  readonly clientSecret: string;
}

// NextAuth's own takes the first address that GitHub names, verified or not.
function gitHub({ clientId, clientSecret, sandbox }: App & { sandbox: string | undefined }): OAuthConfig<PersonThere> {
  const site = sandbox ?? "https://github.com";
  const api = sandbox === undefined ? "https://api.github.com" : `${sandbox}/api`;
  return {
    id: "github",
    name: "GitHub",
    type: "oauth",
    issuer: `${site}/login/oauth`,
    clientId,
    clientSecret,
    checks: ["pkce", "state"],
    authorization: { url: `${site}/login/oauth/authorize`, params: { scope: "read:user user:email" } },
    token: `${site}/login/oauth/access_token`,
    userinfo: {
      async request({ tokens }) {
        const ask = async (path: string): Promise<unknown> => {
          const headers = { authorization: `Bearer ${tokens.access_token ?? ""}`, accept: "application/json" };
          const response = await fetch(api + path, { headers, signal: AbortSignal.timeout(10_000) });
          if (!response.ok) throw new Error(`GitHub answered ${response.status} to ${path}`);
          return response.json();
        };
        const { id, login, name } = gitHubUser.parse(await ask("/user"));
        const emails = gitHubEmails.parse(await ask("/user/emails"));
        const proven = emails.find(({ primary, verified }) => primary && verified);
        return { sub: String(id), name: name ?? login, ...(proven && { email: proven.email }) };
      },
    },
    profile: toPerson,
  };
}

function google(app: App): OAuthConfig<GoogleProfile> {
  return Google({
    ...app,
    profile: ({ sub, name, email, email_verified: isProven }) =>
      toPerson({ sub, name, email: isProven ? email : undefined }),
  });
}

function toPerson({ sub, name, email }: PersonThere) {
  return { id: sub, name: name ?? "", email: email ?? null };
}
