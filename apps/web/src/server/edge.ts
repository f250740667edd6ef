import "server-only";
import type { EdgeOptions, RouteClass } from "@cartwright/api/server";

import { readEnv, type WebEnv } from "./env.ts";
import { services } from "./services.ts";
import { readSession } from "./session.ts";
import { shutdown } from "./shutdown.ts";

let kept: EdgeOptions | undefined;

/** Requests a minute, as the environment says. */
export function rateLimits(env: WebEnv): EdgeOptions["rateLimits"] {
  const named: [RouteClass, number | undefined][] = [
    ["reads", env.RATE_LIMIT_READS_PER_MINUTE],
    ["writes", env.RATE_LIMIT_WRITES_PER_MINUTE],
    ["sign-in", env.RATE_LIMIT_SIGN_IN_PER_MINUTE],
    ["checkout", env.RATE_LIMIT_CHECKOUT_PER_MINUTE],
    ["imports", env.RATE_LIMIT_IMPORTS_PER_MINUTE],
  ];
  const ofClass = Object.fromEntries(named.filter(([, limit]) => limit !== undefined));
  return { perMinute: env.RATE_LIMIT_PER_MINUTE, ofClass };
}

/** What the doors of the API need to let a request in. */
export function edgeOptions(): EdgeOptions {
  if (kept) return kept;
  const env = readEnv();
  kept = {
    services: services(),
    storeSlug: env.STORE_SLUG,
    jwtSecret: new TextEncoder().encode(env.JWT_SECRET),
    rateLimits: rateLimits(env),
    readSession,
    shuttingDown: shutdown.signal,
  };
  return kept;
}
