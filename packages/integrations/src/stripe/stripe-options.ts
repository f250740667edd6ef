import type { Secrets } from "../signatures/index.ts";

export interface StripeOptions {
  readonly secretKey: string;
  /** One signing secret, or two while it is being rotated. */
  readonly webhookSecrets: Secrets;
  /** Where Stripe's API is, when not at Stripe: its origin counts, a path does not. */
  readonly apiBase?: string | undefined;
  /** For one request; a call may be repeated once, and waits twice as long at most. Default 10 seconds. */
  readonly timeoutMs?: number;
  readonly now?: () => Date;
}
