import type { Cause, StripeWorld } from "./stripe-world.ts";

/** One authenticated API request: its decoded parameters, its path id, and what its events name as their cause. */
export interface StripeCall {
  world: StripeWorld;
  params: Record<string, unknown>;
  id: string;
  cause: Cause;
}

/** Carries out a call and answers the wire object, before `expand`. */
export type StripeVerb = (call: StripeCall) => Record<string, unknown>;
