import { randomUUID } from "node:crypto";

import { BoundedMap } from "../../bounded-map.ts";
import type { Clock } from "../../clock.ts";
import { header } from "../../server/exchange.ts";
import type { Exchange, Reply, Route } from "../../server/exchange.ts";
import { json } from "../../server/reply.ts";

export interface PostiLogin {
  clientId: string;
  clientSecret: string;
  gatewaySecret: string;
}

export interface PostiAuth {
  routes: Route[];
  /** Runs `work` for a caller with a token that holds, and the gateway's secret where that is wanted. */
  guarded(work: (exchange: Exchange) => Reply, needs?: { gatewaySecret: boolean }): (exchange: Exchange) => Reply;
  clear(): void;
}

const LIFETIME_SECONDS = 300;

/** Posti's errors: code, words and details, the last null more often than not. */
export function postiError(status: number, errorCode: string, message: string): Reply {
  return json({ errorCode, message, details: null }, status);
}

export function createPostiAuth(clock: Clock, login: PostiLogin): PostiAuth {
  const tokens = new BoundedMap<string, Date>(1_000);

  function problem(exchange: Exchange, gatewaySecret: boolean): Reply | undefined {
    const token = header(exchange, "authorization")?.replace(/^Bearer /, "") ?? "";
    const until = tokens.get(token);
    if (until === undefined) return postiError(401, "INVALID_TOKEN", "The access token is not valid.");
    if (until <= clock.now()) return postiError(401, "EXPIRED", "The access token has expired.");
    if (gatewaySecret && header(exchange, "x-gateway-secret") !== login.gatewaySecret)
      return postiError(403, "FORBIDDEN", "The gateway secret is missing or wrong.");
    return undefined;
  }

  return {
    routes: [
      {
        method: "POST",
        pattern: "/posti/api/v1/token",
        handle: ({ rawBody }) => {
          const form = new URLSearchParams(rawBody.toString("utf8"));
          const known = form.get("client_id") === login.clientId && form.get("client_secret") === login.clientSecret;
          if (form.get("grant_type") !== "client_credentials" || !known)
            return postiError(401, "UNAUTHORIZED", "The client credentials are not known.");
          const token = randomUUID();
          tokens.set(token, new Date(clock.now().getTime() + LIFETIME_SECONDS * 1_000));
          return json({ access_token: token, token_type: "Bearer", expires_in: LIFETIME_SECONDS });
        },
      },
      {
        method: "POST",
        pattern: "/carriers/expire-tokens",
        handle: () => {
          for (const token of tokens.keys()) tokens.set(token, new Date(0));
          return json({ expired: tokens.size });
        },
      },
    ],
    guarded:
      (work, { gatewaySecret } = { gatewaySecret: false }) =>
      (exchange) =>
        problem(exchange, gatewaySecret) ?? work(exchange),
    clear: () => tokens.clear(),
  };
}
