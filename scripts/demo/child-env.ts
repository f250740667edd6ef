import type { Secrets } from "./secrets.ts";

interface ChildEnvOptions {
  inherited: Record<string, string>;
  secrets: Secrets;
  databaseUrl: string;
  /** Where programs keep what Node compiled: one that was killed is back a third sooner. */
  compileCache: string;
  webPort: number;
  sandboxPort: number;
  mode: "production" | "development";
}

/**
 * The environment of web, worker, sandbox and seed in a demo.
 *
 * What is set outside wins over the demo's defaults, so that a real Stripe key talks to the real Stripe; addresses and
 * ports follow what was actually started.
 */
export function childEnv(options: ChildEnvOptions): Record<string, string> {
  const { inherited, secrets, databaseUrl, compileCache, webPort, sandboxPort, mode } = options;
  const webUrl = `http://localhost:${webPort}`;
  const sandboxUrl = `http://localhost:${sandboxPort}`;
  return {
    ...secretDefaults(secrets),
    ...stripeDefaults(inherited, { secrets, sandboxUrl }),
    ...shopifyDefaults(inherited, { secrets, sandboxUrl }),
    ...carrierDefaults(inherited, { secrets, sandboxUrl }),
    ...vendorDefaults(sandboxUrl),
    ...etsyDefaults(inherited, sandboxUrl),
    ...amazonDefaults(inherited, sandboxUrl),
    ...mailDefaults(inherited, sandboxUrl),
    ...gitHubDefaults(inherited, sandboxUrl),
    ALLOW_PRIVATE_CALLBACKS: "1",
    LOG_LEVEL: "info",
    NODE_COMPILE_CACHE: compileCache,
    ...inherited,
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: databaseUrl,
    PORT: String(webPort),
    SANDBOX_PORT: String(sandboxPort),
    WEB_URL: webUrl,
    NEXTAUTH_URL: webUrl,
    SANDBOX_URL: sandboxUrl,
    DEMO_API_KEY: secrets.apiKey,
    DEMO_ADMIN_PASSWORD: secrets.adminPassword,
    DEMO_CUSTOMER_PASSWORD: secrets.customerPassword,
  };
}

function secretDefaults(secrets: Secrets): Record<string, string> {
  const webhooks = Object.entries(secrets.webhookSecrets).map(([source, secret]): [string, string] => [
    `${source.toUpperCase()}_WEBHOOK_SECRET`,
    secret,
  ]);
  return {
    NEXTAUTH_SECRET: secrets.nextAuthSecret,
    JWT_SECRET: secrets.jwtSecret,
    ENCRYPTION_KEY: secrets.encryptionKey,
    ...Object.fromEntries(webhooks),
    ERP_API_KEY: secrets.erpApiKey,
  };
}

// A key from outside belongs to Stripe itself, and so does its API base.
function stripeDefaults(
  inherited: Record<string, string>,
  { secrets, sandboxUrl }: { secrets: Secrets; sandboxUrl: string },
): Record<string, string> {
  if (inherited["STRIPE_SECRET_KEY"] !== undefined) return {};
  return { STRIPE_SECRET_KEY: secrets.stripeSecretKey, STRIPE_API_BASE: sandboxUrl };
}

// The same for an app at Shopify.
function shopifyDefaults(
  inherited: Record<string, string>,
  { secrets, sandboxUrl }: { secrets: Secrets; sandboxUrl: string },
): Record<string, string> {
  if (inherited["SHOPIFY_API_KEY"] !== undefined) return {};
  return {
    SHOPIFY_API_KEY: "cartwright-demo",
    SHOPIFY_API_SECRET: secrets.webhookSecrets.shopify,
    SHOPIFY_API_BASE: `${sandboxUrl}/shopify`,
  };
}

// Credentials from outside belong to the carriers themselves, and nothing ships by itself there.
function carrierDefaults(
  inherited: Record<string, string>,
  { secrets: { carriers }, sandboxUrl }: { secrets: Secrets; sandboxUrl: string },
): Record<string, string> {
  const posti = {
    POSTI_CLIENT_ID: "havu",
    POSTI_CLIENT_SECRET: carriers.postiClientSecret,
    POSTI_GATEWAY_SECRET: carriers.postiGatewaySecret,
    POSTI_CUSTOMER_NUMBER: "677503",
    POSTI_AUTH_BASE: `${sandboxUrl}/posti`,
    POSTI_API_BASE: `${sandboxUrl}/posti`,
    POSTI_TRACKING_BASE: `${sandboxUrl}/posti`,
  };
  const matkahuolto = {
    MATKAHUOLTO_USER: "9430023",
    MATKAHUOLTO_PASSWORD: carriers.matkahuoltoPassword,
    MATKAHUOLTO_API_BASE: `${sandboxUrl}/matkahuolto`,
  };
  const own = { posti: inherited["POSTI_CLIENT_ID"], matkahuolto: inherited["MATKAHUOLTO_USER"] };
  return {
    ...(own.posti === undefined && posti),
    ...(own.matkahuolto === undefined && matkahuolto),
    ...(own.posti === undefined && own.matkahuolto === undefined && { SANDBOX_CARRIER: "1" }),
  };
}

function vendorDefaults(sandboxUrl: string): Record<string, string> {
  return {
    MARKETPLACE_API_BASE: sandboxUrl,
    MOCK_ETSY_USER: "etsy_user",
    MOCK_ETSY_PASS: "etsy_pass",
    MOCK_SHOPIFY_USER: "shopify_user",
    MOCK_SHOPIFY_PASS: "shopify_pass",
    MOCK_AMAZON_USER: "amazon_user",
    MOCK_AMAZON_PASS: "amazon_pass",
    ERP_API_BASE: sandboxUrl,
  };
}

// As with Stripe: keys from outside are never sent to the sandbox, which takes any.
function etsyDefaults(inherited: Record<string, string>, sandboxUrl: string): Record<string, string> {
  if (inherited["ETSY_KEYSTRING"] !== undefined) return {};
  return { ETSY_KEYSTRING: "sandbox", ETSY_SHARED_SECRET: "sandbox", ETSY_API_BASE: `${sandboxUrl}/etsy` };
}

function amazonDefaults(inherited: Record<string, string>, sandboxUrl: string): Record<string, string> {
  if (inherited["AMAZON_CLIENT_ID"] !== undefined) return {};
  return {
    AMAZON_CLIENT_ID: "sandbox",
    AMAZON_CLIENT_SECRET: "sandbox",
    AMAZON_MARKETPLACE_IDS: "A1PA6795UKMFR9",
    AMAZON_API_BASE: `${sandboxUrl}/amazon`,
  };
}

// A mail server from outside gets the mail; else whoever tries the demo reads it in the sandbox.
function mailDefaults(inherited: Record<string, string>, sandboxUrl: string): Record<string, string> {
  if (inherited["SMTP_URL"] !== undefined) return {};
  return { MAIL_SANDBOX_BASE: sandboxUrl, MAIL_FROM: "Havu <shop@havu.example>" };
}

// An app from outside belongs to GitHub itself.
function gitHubDefaults(inherited: Record<string, string>, sandboxUrl: string): Record<string, string> {
  if (inherited["GITHUB_CLIENT_ID"] !== undefined) return {};
  return {
    GITHUB_CLIENT_ID: "cartwright-demo",
    GITHUB_CLIENT_SECRET: "sandbox",
    GITHUB_SANDBOX_BASE: `${sandboxUrl}/github`,
  };
}
