import { createHash, randomBytes } from "node:crypto";

import { z } from "zod";

import { BoundedMap } from "../bounded-map.ts";
import { header } from "../server/exchange.ts";
import type { Exchange, Route } from "../server/exchange.ts";
import { Refusal, parseQuery } from "../server/refusal.ts";
import { json, page, redirect } from "../server/reply.ts";
import { renderConsentPage } from "./consent-page.ts";

const authorizeQuery = z.object({
  client_id: z.string().min(1),
  redirect_uri: z.url({ protocol: /^https?$/ }),
  state: z.string().optional(),
  code_challenge: z.string().optional(),
  code_challenge_method: z.literal("S256").optional(),
});

const consentForm = authorizeQuery.extend({
  email: z.string().min(3).includes("@"),
  name: z.string().max(120),
  verified: z.literal("on").optional(),
});

const tokenForm = z.object({
  client_id: z.string().min(1).optional(),
  code: z.string(),
  redirect_uri: z.string().optional(),
  code_verifier: z.string().optional(),
});

type Consent = z.output<typeof consentForm>;

const MOST_CODES = 1_000;

export interface GitHub {
  routes: Route[];
  clear(): void;
}

/** GitHub's sign-in for other sites: whoever sits before it says who they are, and whether their address is verified there. */
export function createGitHub(): GitHub {
  const codes = new BoundedMap<string, Consent>(MOST_CODES);
  const tokens = new BoundedMap<string, Consent>(MOST_CODES);
  const consent = (exchange: Exchange) => {
    const given = readForm(exchange, consentForm);
    const code = randomBytes(10).toString("hex");
    codes.set(code, given);
    const back = new URL(given.redirect_uri);
    back.searchParams.set("code", code);
    if (given.state !== undefined) back.searchParams.set("state", given.state);
    return redirect(back.href);
  };
  const exchangeCode = (exchange: Exchange) => {
    const { code, ...shown } = readForm(exchange, tokenForm);
    const given = codes.get(code);
    codes.delete(code);
    // GitHub answers 200 with an error in it.
    if (given === undefined || !isSameCaller(given, shown)) return json({ error: "bad_verification_code" });
    const token = `gho_${randomBytes(18).toString("hex")}`;
    tokens.set(token, given);
    return json({ access_token: token, token_type: "bearer", scope: "read:user,user:email" });
  };
  const personOf = (exchange: Exchange): Consent => {
    const token = /^(?:bearer|token) (\S+)$/i.exec(header(exchange, "authorization") ?? "")?.[1] ?? "";
    const given = tokens.get(token);
    if (given === undefined) throw new Refusal(401, "bad_credentials", "Bad credentials");
    return given;
  };
  const routes: Route[] = [
    {
      method: "GET",
      pattern: "/github/login/oauth/authorize",
      handle: (exchange) => page(renderConsentPage(parseQuery(exchange, authorizeQuery))),
    },
    { method: "POST", pattern: "/github/login/oauth/authorize", handle: consent },
    { method: "POST", pattern: "/github/login/oauth/access_token", handle: exchangeCode },
    {
      method: "GET",
      pattern: "/github/api/user",
      handle: (exchange) => {
        const { email, name } = personOf(exchange);
        return json({ id: idOf(email), login: email.split("@")[0], name, email: null });
      },
    },
    {
      method: "GET",
      pattern: "/github/api/user/emails",
      handle: (exchange) => {
        const { email, verified } = personOf(exchange);
        return json([{ email, primary: true, verified: verified === "on", visibility: null }]);
      },
    },
  ];
  return {
    routes,
    clear() {
      codes.clear();
      tokens.clear();
    },
  };
}

function isSameCaller(given: Consent, shown: Omit<z.output<typeof tokenForm>, "code">): boolean {
  if (shown.redirect_uri !== undefined && shown.redirect_uri !== given.redirect_uri) return false;
  if (given.code_challenge === undefined) return true;
  const challenge = createHash("sha256")
    .update(shown.code_verifier ?? "")
    .digest("base64url");
  return challenge === given.code_challenge;
}

function readForm<Schema extends z.ZodType>({ rawBody }: Exchange, schema: Schema): z.output<Schema> {
  const fields = Object.fromEntries(
    [...new URLSearchParams(rawBody.toString("utf8"))].filter(([, value]) => value !== ""),
  );
  const parsed = schema.safeParse(fields);
  if (!parsed.success) throw new Refusal(400, "invalid_input", z.prettifyError(parsed.error));
  return parsed.data;
}

/** The same person has the same number. */
function idOf(email: string): number {
  return createHash("sha256").update(email.toLowerCase()).digest().readUIntBE(0, 5);
}
