import { DomainError, type Services } from "@cartwright/core";
import { takeToken } from "@cartwright/core/limits/take-token";
import type { Principal } from "@cartwright/core/organizations/principal";

import type { RouteClass } from "./route-class.ts";

/** Requests in a minute of the clock: for everything together, and for classes that are counted by themselves. */
export interface RateLimits {
  readonly perMinute: number;
  readonly ofClass: Readonly<Partial<Record<RouteClass, number>>>;
}

const windowMs = 60_000;

/**
 * Counts this request against its caller's limit and tells how much is left in `headers`. The caller is the key, else the
 * user, else the address. A class with a limit of its own has a count of its own; a key that was given a limit has that one,
 * over everything.
 *
 * @throws DomainError `rate_limited` with `retryAfterMs`
 */
export async function limitRequests(
  services: Pick<Services, "db" | "now" | "log">,
  headers: Headers,
  request: { principal: Principal; address: string; routeClass: RouteClass; limits: RateLimits },
): Promise<void> {
  const { key, limit } = countedAs(request);
  const token = await takeToken(services, { key, limit, windowMs });
  headers.set("ratelimit-limit", String(token.limit));
  headers.set("ratelimit-policy", `${token.limit};w=${windowMs / 1000}`);
  headers.set("ratelimit-remaining", String(token.remaining));
  headers.set("ratelimit-reset", String(Math.ceil(token.resetMs / 1000)));
  if (!token.allowed) throw new DomainError("rate_limited", { retryAfterMs: token.retryAfterMs });
}

function countedAs({ principal, address, routeClass, limits }: Parameters<typeof limitRequests>[2]): {
  key: string;
  limit: number;
} {
  const caller = nameCaller(principal, address);
  if (principal.rateLimitPerMinute !== null) return { key: caller, limit: principal.rateLimitPerMinute };
  const own = limits.ofClass[routeClass];
  return own === undefined ? { key: caller, limit: limits.perMinute } : { key: `${routeClass}:${caller}`, limit: own };
}

function nameCaller({ actor, user }: Principal, address: string): string {
  if (actor.type === "api_key") return `key:${actor.apiKeyId}`;
  return user ? `user:${user.id}` : `address:${address}`;
}
