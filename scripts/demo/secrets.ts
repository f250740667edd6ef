import { randomBytes, randomInt } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { writePrivateFile } from "./write-private-file.ts";

const webhookSources = ["stripe", "shopify", "etsy", "amazon", "posti", "matkahuolto", "erp", "github"] as const;

const schema = z.object({
  nextAuthSecret: z.string(),
  jwtSecret: z.string(),
  encryptionKey: z.string(),
  stripeSecretKey: z.string(),
  carriers: z.object({
    postiClientSecret: z.string(),
    postiGatewaySecret: z.string(),
    matkahuoltoPassword: z.string(),
  }),
  erpApiKey: z.string(),
  apiKey: z.string(),
  adminPassword: z.string(),
  customerPassword: z.string(),
  webhookSecrets: z.record(z.enum(webhookSources), z.string()),
});

/** Everything secret that a demo needs. */
export type Secrets = z.infer<typeof schema>;

/** The secrets of this data folder: made up at the first start, the same ever after. */
export function loadSecrets(dataDir: string): Secrets {
  const file = join(dataDir, "secrets.json");
  const known: unknown = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  // A file written by an older version lacks newer names: they are added, the old ones stay.
  const secrets = schema.parse({ ...makeSecrets(), ...z.record(z.string(), z.unknown()).parse(known) });
  writePrivateFile(file, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
}

function makeSecrets(): Secrets {
  return {
    nextAuthSecret: token(32),
    jwtSecret: token(32),
    encryptionKey: randomBytes(32).toString("base64"),
    stripeSecretKey: `sk_test_${randomBytes(24).toString("hex")}`,
    carriers: {
      postiClientSecret: token(18),
      postiGatewaySecret: token(18),
      matkahuoltoPassword: token(12),
    },
    erpApiKey: token(18),
    apiKey: `cw_${randomBytes(32).toString("base64url")}`,
    adminPassword: readablePassword(),
    customerPassword: readablePassword(),
    webhookSecrets: {
      stripe: `whsec_${randomBytes(24).toString("hex")}`,
      shopify: token(24),
      etsy: token(24),
      amazon: token(24),
      posti: token(24),
      matkahuolto: token(24),
      erp: token(24),
      github: token(24),
    },
  };
}

function token(bytes: number): string {
  return randomBytes(bytes).toString("base64url");
}

// To be typed by hand: no letters that look like digits. 15 of 31 signs are 74 bits.
function readablePassword(): string {
  const signs = "abcdefghjkmnpqrstuvwxyz23456789";
  const group = () => Array.from({ length: 5 }, () => signs[randomInt(signs.length)]).join("");
  return [group(), group(), group()].join("-");
}
