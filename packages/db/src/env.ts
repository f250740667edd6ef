import { z } from "zod";

const databaseEnv = z.object({
  DATABASE_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: "set DATABASE_URL to a URL like postgres://user:password@host:5432/cartwright",
  }),
});

/** The one setting of this package's command line tools; a missing one ends the process with a sentence. */
export function readDatabaseUrl(): string {
  const parsed = databaseEnv.safeParse(process.env);
  if (parsed.success) return parsed.data.DATABASE_URL;
  console.error(parsed.error.issues.map((issue) => issue.message).join("\n"));
  process.exit(1);
}

const seedEnv = z.object({
  DEMO_API_KEY: z.string().regex(/^cw_.{32,}$/, "set DEMO_API_KEY to cw_ and at least 32 random characters"),
  DEMO_ADMIN_PASSWORD: z.string().min(8, "set DEMO_ADMIN_PASSWORD to at least 8 characters"),
  DEMO_CUSTOMER_PASSWORD: z.string().min(8, "set DEMO_CUSTOMER_PASSWORD to at least 8 characters"),
});

/** The secrets of the demo shop's people; a missing one ends the process with a sentence. */
export function readSeedSecrets(): { apiKey: string; adminPassword: string; customerPassword: string } {
  const parsed = seedEnv.safeParse(process.env);
  if (!parsed.success) {
    console.error(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"));
    process.exit(1);
  }
  const {
    DEMO_API_KEY: apiKey,
    DEMO_ADMIN_PASSWORD: adminPassword,
    DEMO_CUSTOMER_PASSWORD: customerPassword,
  } = parsed.data;
  return { apiKey, adminPassword, customerPassword };
}

/** The template database that the test run's set-up announced. */
export function readTestTemplate(): string {
  const url = process.env["CARTWRIGHT_TEST_TEMPLATE"];
  if (url === undefined)
    throw new Error("CARTWRIGHT_TEST_TEMPLATE is not set: run tests through vitest, whose set-up starts a server");
  return url;
}
