export { createStripeProvider, type StripeProvider } from "./create-stripe-provider.ts";
export type { StripeOptions } from "./stripe-options.ts";
