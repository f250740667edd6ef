export { connectEtsyShop, etsyShopId, sellAtEtsy } from "./etsy-shop.ts";
export { type SandboxProcess, startSandbox } from "./start-sandbox.ts";
