import type { ShopifyApiVersion } from "../contracts/shopify.ts";

/** All documents are written for, and checked against, this version. */
export const shopifyApiVersion: ShopifyApiVersion = "2026-10";
