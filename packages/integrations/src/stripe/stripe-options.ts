import type { GuardSettings } from "../resilience/index.ts";
import type { Secrets } from "../signatures/index.ts";

export interface StripeOptions extends Omit<GuardSettings, "timeoutMs"> {
  readonly secretKey: string;
  /** One signing secret, or two while it is being rotated. */
  readonly webhookSecrets: Secrets;
  /** Where Stripe's API is, when not at Stripe: its origin counts, a path does not. */
  readonly apiBase?: string | undefined;
  /** For one request; a call may be repeated once, and waits twice as long at most. Default 5 seconds. */
  readonly timeoutMs?: number;
  readonly now?: () => Date;
}
