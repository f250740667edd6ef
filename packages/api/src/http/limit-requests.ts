import { DomainError, type Services } from "@cartwright/core";
import { takeToken } from "@cartwright/core/limits/take-token";
import type { Principal } from "@cartwright/core/organizations/principal";

const windowMs = 60_000;

/**
 * Counts this request against its caller's limit and tells how much is left in `headers`. The caller is the key, else the
 * user, else the address.
 *
 * @throws DomainError `rate_limited` with `retryAfterMs`
 */
export async function limitRequests(
  services: Services,
  headers: Headers,
  { principal, address, perMinute }: { principal: Principal; address: string; perMinute: number },
): Promise<void> {
  const limit = principal.rateLimitPerMinute ?? perMinute;
  const token = await takeToken(services, { key: limitKey(principal, address), limit, windowMs });
  headers.set("ratelimit-limit", String(token.limit));
  headers.set("ratelimit-remaining", String(token.remaining));
  headers.set("ratelimit-reset", String(Math.ceil(token.resetMs / 1000)));
  if (!token.allowed) throw new DomainError("rate_limited", { retryAfterMs: token.retryAfterMs });
}

function limitKey({ actor, user }: Principal, address: string): string {
  if (actor.type === "api_key") return `key:${actor.apiKeyId}`;
  return user ? `user:${user.id}` : `address:${address}`;
}
