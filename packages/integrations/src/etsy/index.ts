export { createEtsyClient } from "./create-etsy-client.ts";
export type { EtsyOptions } from "./etsy-options.ts";
export { hearEtsy, type HearEtsyOptions } from "./hear-etsy.ts";
export { isShopId } from "./shop-path.ts";
