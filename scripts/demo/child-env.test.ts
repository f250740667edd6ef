import { expect, test } from "vitest";

import { childEnv } from "./child-env.ts";

const secrets = {
  nextAuthSecret: "n",
  jwtSecret: "j",
  encryptionKey: "e",
  stripeSecretKey: "sk_test_made_up",
  carriers: { postiClientSecret: "c1", postiGatewaySecret: "c2", matkahuoltoPassword: "c3" },
  erpApiKey: "p",
  marketplacePassword: "m",
  apiKey: "cw_key",
  adminPassword: "a",
  customerPassword: "u",
  webhookSecrets: {
    stripe: "whsec_1",
    shopify: "2",
    etsy: "3",
    amazon: "4",
    posti: "5",
    matkahuolto: "6",
    erp: "7",
    github: "8",
  },
};

test("without a Stripe key from outside the sandbox is Stripe", () => {
  expect(make({})).toMatchObject({ STRIPE_SECRET_KEY: "sk_test_made_up", STRIPE_API_BASE: "http://localhost:4001" });
});

test("a Stripe key from outside is never sent to the sandbox", () => {
  const env = make({ STRIPE_SECRET_KEY: "sk_live_real" });
  expect(env["STRIPE_SECRET_KEY"]).toBe("sk_live_real");
  expect(env["STRIPE_API_BASE"]).toBeUndefined();
});

test("addresses follow the ports that were really taken, whatever was set", () => {
  expect(make({ PORT: "3000", SANDBOX_PORT: "4000", NODE_ENV: "development" })).toMatchObject({
    PORT: "3001",
    SANDBOX_PORT: "4001",
    WEB_URL: "http://localhost:3001",
    NEXTAUTH_URL: "http://localhost:3001",
    NODE_ENV: "production",
  });
});

test("the seed, web and sandbox get the same secrets", () => {
  expect(make({})).toMatchObject({
    DEMO_API_KEY: "cw_key",
    POSTI_WEBHOOK_SECRET: "5",
    GITHUB_WEBHOOK_SECRET: "8",
    JWT_SECRET: "j",
  });
});

function make(inherited: Record<string, string>): Record<string, string> {
  return childEnv({
    inherited,
    secrets,
    databaseUrl: "postgres://x/y",
    compileCache: "/data/compile-cache",
    webPort: 3001,
    sandboxPort: 4001,
    mode: "production",
  });
}
