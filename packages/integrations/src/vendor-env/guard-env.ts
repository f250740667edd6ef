import { z } from "zod";

import type { GuardSettings } from "#resilience/index.ts";

/** What the environment may say of the guard in front of one client. */
export type GuardEnv<Prefix extends string> = {
  readonly [Name in keyof typeof names as `${Prefix}_${Name}`]: (typeof names)[Name];
};

const names = {
  /** A call that takes longer counts as failed. */
  TIMEOUT_MS: z.coerce.number().int().min(1).max(600_000).default(5_000),
  /** Failures in a row after which the service is left alone. */
  BREAKER_THRESHOLD: z.coerce.number().int().min(1).max(1_000).default(5),
  /** Calls under way at once, per process. */
  MAX_CONCURRENT: z.coerce.number().int().min(1).max(10_000).default(20),
};

/** The three names of one client, to be spread into an environment's shape: `STRIPE_TIMEOUT_MS` and so on. */
export function guardEnv<Prefix extends string>(prefix: Prefix): GuardEnv<Prefix> {
  // Object.entries forgets which name goes with which schema.
  return Object.fromEntries(
    Object.entries(names).map(([name, schema]) => [`${prefix}_${name}`, schema]),
  ) as GuardEnv<Prefix>;
}

/** What an environment with `guardEnv(prefix)` in its shape says, as `createGuard` takes it. */
export function guardSettings<Prefix extends string>(
  env: { readonly [Name in keyof GuardEnv<Prefix>]: number },
  prefix: Prefix,
): Required<GuardSettings> {
  const read = (name: keyof typeof names): number => z.number().parse(Reflect.get(env, `${prefix}_${name}`));
  return {
    timeoutMs: read("TIMEOUT_MS"),
    opensAfter: read("BREAKER_THRESHOLD"),
    maxConcurrent: read("MAX_CONCURRENT"),
  };
}
