import { z } from "zod";

import { guardEnv } from "./guard-env.ts";
import { mailEnv } from "./mail-env.ts";
import { marketplaceEnv } from "./marketplace-env.ts";

export { guardEnv, guardSettings, type GuardEnv } from "./guard-env.ts";

/** What an environment says of the vendors that we call; each app adds it to its own names. */
export const vendorEnv = {
  STRIPE_SECRET_KEY: z.string().min(1).optional(),
  STRIPE_WEBHOOK_SECRET: secretsEnv().optional(),
  STRIPE_API_BASE: z.url().optional(),
  ...guardEnv("STRIPE"),
  SANDBOX_CARRIER: flag(),
  POSTI_CLIENT_ID: z.string().min(1).optional(),
  POSTI_CLIENT_SECRET: z.string().min(1).optional(),
  POSTI_GATEWAY_SECRET: z.string().min(1).optional(),
  POSTI_CUSTOMER_NUMBER: z.string().min(1).optional(),
  POSTI_AUTH_BASE: z.url().optional(),
  POSTI_API_BASE: z.url().optional(),
  POSTI_TRACKING_BASE: z.url().optional(),
  ...guardEnv("POSTI"),
  POSTI_WEBHOOK_SECRET: secretsEnv().optional(),
  MATKAHUOLTO_USER: z.string().min(1).optional(),
  MATKAHUOLTO_PASSWORD: z.string().min(1).optional(),
  MATKAHUOLTO_API_BASE: z.url().optional(),
  ...guardEnv("MATKAHUOLTO"),
  MATKAHUOLTO_WEBHOOK_SECRET: secretsEnv().optional(),
  GITHUB_WEBHOOK_SECRET: secretsEnv().optional(),
  /** The app's client id and secret, from Shopify's Dev Dashboard. */
  SHOPIFY_API_KEY: z.string().min(1).optional(),
  SHOPIFY_API_SECRET: secretsEnv().optional(),
  SHOPIFY_API_BASE: z.url().optional(),
  SHOPIFY_WEBHOOK_SECRET: secretsEnv().optional(),
  ...guardEnv("SHOPIFY"),
  // A page of 250 orders with their lines takes Shopify some seconds.
  SHOPIFY_TIMEOUT_MS: z.coerce.number().int().min(1).max(600_000).default(20_000),
  ETSY_WEBHOOK_SECRET: secretsEnv().optional(),
  AMAZON_WEBHOOK_SECRET: secretsEnv().optional(),
  ...marketplaceEnv,
  ...mailEnv,
};

const shape = z.object(vendorEnv);

export type VendorEnv = z.infer<typeof shape>;

/** On or off: `1` or `true`; off when nothing is said. */
export function flag() {
  return z
    .enum(["0", "1", "true", "false"])
    .default("0")
    .transform((value) => value === "1" || value === "true");
}

/** One secret or, while it is being rotated, both with a comma between them, the newer first. */
export function secretsEnv() {
  return z
    .string()
    .regex(/^[^,\s]+(,[^,\s]+)*$/, "must be one secret, or two with a comma between them")
    .transform((text): [string, ...string[]] => {
      const [newer = "", ...older] = text.split(",");
      return [newer, ...older];
    });
}
