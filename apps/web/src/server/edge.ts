import "server-only";
import type { EdgeOptions } from "@cartwright/api/server";

import { readEnv } from "./env.ts";
import { services } from "./services.ts";
import { readSession } from "./session.ts";
import { shutdown } from "./shutdown.ts";

let kept: EdgeOptions | undefined;

/** What the doors of the API need to let a request in. */
export function edgeOptions(): EdgeOptions {
  if (kept) return kept;
  const env = readEnv();
  kept = {
    services: services(),
    storeSlug: env.STORE_SLUG,
    jwtSecret: new TextEncoder().encode(env.JWT_SECRET),
    rateLimitPerMinute: env.RATE_LIMIT_PER_MINUTE,
    readSession,
    shuttingDown: shutdown.signal,
  };
  return kept;
}
