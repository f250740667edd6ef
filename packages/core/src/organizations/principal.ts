import type { Actor } from "#context.ts";

/** Who calls, in which organization: what a session, token or key was found to stand for. */
export interface Principal {
  readonly actor: Actor;
  readonly organizationId: string;
  /** The person behind it; null for guests and keys. */
  readonly user: { readonly id: string; readonly email: string; readonly name: string } | null;
  /** The person as a shopper of this organization; members may be one too. */
  readonly customer: { readonly id: string } | null;
  /** The browser session that it came with; none for keys and tokens. */
  readonly sessionId?: string;
  /** A limit of its own, in requests a minute; null: the instance's. */
  readonly rateLimitPerMinute: number | null;
}

/** Somebody who said nothing about themselves. */
export function guest(organizationId: string): Principal {
  return { actor: { type: "guest" }, organizationId, user: null, customer: null, rateLimitPerMinute: null };
}
