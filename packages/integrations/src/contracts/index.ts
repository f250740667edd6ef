export * from "./errors.ts";
export type * from "./payment-provider.ts";
export type * from "./carrier.ts";
