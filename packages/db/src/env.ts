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

/** The template database that the test run's set-up announced. */
export function readTestTemplate(): string {
  const url = process.env["CARTWRIGHT_TEST_TEMPLATE"];
  if (url === undefined)
    throw new Error("CARTWRIGHT_TEST_TEMPLATE is not set: run tests through vitest, whose set-up starts a server");
  return url;
}
