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

test("keys of Etsy and Amazon from outside are never sent to the sandbox, which stands in without them", () => {
  expect(make({})).toMatchObject({
    ETSY_API_BASE: "http://localhost:4001/etsy",
    AMAZON_API_BASE: "http://localhost:4001/amazon",
  });
  const env = make({ ETSY_KEYSTRING: "real", AMAZON_CLIENT_ID: "real" });
  expect([env["ETSY_API_BASE"], env["AMAZON_API_BASE"]]).toEqual([undefined, undefined]);
});

test("mail lands in the sandbox's inbox, unless there is a mail server from outside", () => {
  expect(make({})).toMatchObject({ MAIL_SANDBOX_BASE: "http://localhost:4001", MAIL_FROM: "Havu <shop@havu.example>" });
  const real = make({ SMTP_URL: "smtp://mail.example", MAIL_FROM: "a@b.example" });
  expect([real["MAIL_SANDBOX_BASE"], real["MAIL_FROM"]]).toEqual([undefined, "a@b.example"]);
});

test("the sandbox plays GitHub, unless there is an app from outside", () => {
  expect(make({})).toMatchObject({ GITHUB_SANDBOX_BASE: "http://localhost:4001/github" });
  const real = make({ GITHUB_CLIENT_ID: "real", GITHUB_CLIENT_SECRET: "secret" });
  expect([real["GITHUB_CLIENT_ID"], real["GITHUB_SANDBOX_BASE"]]).toEqual(["real", undefined]);
});

test("the sandbox is Shopify with an app of the demo's, unless there is one from outside", () => {
  expect(make({})).toMatchObject({ SHOPIFY_API_SECRET: "2", SHOPIFY_API_BASE: "http://localhost:4001/shopify" });
  const real = make({ SHOPIFY_API_KEY: "real", SHOPIFY_API_SECRET: "shpss_real" });
  expect(real).toMatchObject({ SHOPIFY_API_KEY: "real", SHOPIFY_API_SECRET: "shpss_real" });
  expect(real["SHOPIFY_API_BASE"]).toBeUndefined();
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
