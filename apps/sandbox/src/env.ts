import { z } from "zod";

import { defaultCarrierLogins } from "./carriers/create-carriers.ts";
import { defaultSecrets } from "./marketplaces/marketplace-apis.ts";

const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ""));

const schema = z.object({
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  SANDBOX_HOST: z.string().min(1).default("127.0.0.1"),
  /** Where browsers reach the sandbox, when that is not where it listens (containers, proxies). */
  SANDBOX_URL: url.optional(),
  SANDBOX_SEED: z.coerce.number().int().default(1),
  SANDBOX_MERCHANT: z.string().min(1).default("Havu"),
  /** Where webhooks go: `${WEB_URL}/api/webhooks/…`. */
  WEB_URL: url.default("http://localhost:3000"),
  STRIPE_WEBHOOK_SECRET: z.string().min(1).default("whsec_sandbox_stripe"),
  POSTI_WEBHOOK_SECRET: z.string().min(1).default("sandbox_posti_secret"),
  MATKAHUOLTO_WEBHOOK_SECRET: z.string().min(1).default("sandbox_matkahuolto_secret"),
  ERP_WEBHOOK_SECRET: z.string().min(1).default("sandbox_erp_secret"),
  ETSY_WEBHOOK_SECRET: z.string().min(1).default(defaultSecrets.etsy),
  AMAZON_WEBHOOK_SECRET: z.string().min(1).default(defaultSecrets.amazon),
  POSTI_CLIENT_ID: z.string().min(1).default(defaultCarrierLogins.posti.clientId),
  POSTI_CLIENT_SECRET: z.string().min(1).default(defaultCarrierLogins.posti.clientSecret),
  POSTI_GATEWAY_SECRET: z.string().min(1).default(defaultCarrierLogins.posti.gatewaySecret),
  MATKAHUOLTO_USER: z.string().min(1).default(defaultCarrierLogins.matkahuolto.user),
  MATKAHUOLTO_PASSWORD: z.string().min(1).default(defaultCarrierLogins.matkahuolto.password),
  ERP_API_KEY: z.string().min(1).default("erp_test_key"),
  /** The app at Shopify; while its secret is rotated both, the newer first. */
  SHOPIFY_API_KEY: z.string().min(1).default("shopify_client_id"),
  SHOPIFY_API_SECRET: z
    .string()
    .regex(/^[^,]+(,[^,]+)*$/, "must be one secret, or two with a comma between them")
    .default("shopify_client_secret")
    .transform((text): [string, ...string[]] => {
      const [newer = "", ...older] = text.split(",");
      return [newer, ...older];
    }),
  SHOPIFY_SHOP_DOMAIN: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/, "must look like havu.myshopify.com")
    .default("cartwright-demo.myshopify.com"),
  MOCK_ETSY_USER: z.string().min(1).default("etsy_user"),
  MOCK_ETSY_PASS: z.string().min(1).default("etsy_pass"),
  MOCK_SHOPIFY_USER: z.string().min(1).default("shopify_user"),
  MOCK_SHOPIFY_PASS: z.string().min(1).default("shopify_pass"),
  MOCK_AMAZON_USER: z.string().min(1).default("amazon_user"),
  MOCK_AMAZON_PASS: z.string().min(1).default("amazon_pass"),
});

export type Env = z.infer<typeof schema>;

/** Reads the environment once; throws with one sentence per variable that cannot be used. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  // An empty value in a compose file means "unset".
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `Set ${issue.path.join(".")}: ${issue.message}.`);
  throw new Error(problems.join(" "));
}
