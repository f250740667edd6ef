export * from "./errors.ts";
export { eventCatalogue } from "./event-catalogue.ts";
export type * from "./events.ts";
export * from "./sync-errors.ts";
export type * from "./payment-provider.ts";
export type * from "./carrier.ts";
export type * from "./webhook-source.ts";
export type * from "./guard.ts";
export type * from "./sync.ts";
