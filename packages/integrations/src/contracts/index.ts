export * from "./errors.ts";
export type * from "./payment-provider.ts";
export type * from "./carrier.ts";
export type * from "./webhook-source.ts";
export type * from "./guard.ts";
