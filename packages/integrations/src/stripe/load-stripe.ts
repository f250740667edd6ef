import type Stripe from "stripe";

let loading: Promise<typeof Stripe> | undefined;

/**
 * Stripe's SDK, loaded when it is first needed: it takes 35 MB of a process, and a worker that only sends callbacks, or a shop
 * that sells by invoice, never calls it.
 */
export function loadStripe(): Promise<typeof Stripe> {
  loading ??= import("stripe").then((sdk) => sdk.default);
  return loading;
}
