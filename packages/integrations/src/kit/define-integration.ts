import { z } from "zod";

import type { EventCatalogue } from "#contracts/events.ts";
import type { IntegrationRuntime, LentRuntime, OpenIntegration } from "#contracts/integration.ts";
import type { JobDefinitions } from "#contracts/jobs.ts";

/** The names that an integration reads from the environment, with their shapes. */
export type IntegrationEnv = Readonly<Record<string, z.ZodType>>;

type EnvOf<E extends IntegrationEnv> = { readonly [Name in keyof E]: z.output<E[Name]> };

// `{}` says: none of its own. `Record<string, …>` would say: any.
export interface IntegrationDefinition<
  E extends IntegrationEnv,
  C extends EventCatalogue = {},
  D extends JobDefinitions = {},
> {
  /** Lower case and dashes. Also the end of its address for webhooks, and its name in the audit log. */
  readonly name: string;
  /**
   * What it needs of the environment. It is on when every name that has no default and is not optional is set, and off when
   * none is. Some but not all stop the start with a sentence.
   */
  readonly env: E;
  /** Its own events, `<group>.<fact>`. */
  readonly events?: C;
  /** Its own jobs, with the payload that each needs. Name them after the integration: all jobs share one list of names. */
  readonly jobs?: D;
  /** Registers everything it does. Runs once, when a process starts: nothing here may wait or call anybody. */
  readonly setup: (runtime: IntegrationRuntime<C, D> & { readonly env: EnvOf<E> }) => void;
}

/** A part that connects the shop to something outside. */
export interface Integration {
  readonly name: string;
  /**
   * Reads its names out of an environment; null when it is off.
   *
   * @throws Error that says what to set
   */
  readonly open: (environment: Readonly<Record<string, string | undefined>>) => OpenIntegration | null;
}

/**
 * Defines an integration.
 *
 * @example
 * export const wms = defineIntegration({
 *   name: "wms",
 *   env: { WMS_API_BASE: z.url(), WMS_API_KEY: z.string() },
 *   setup({ env, events }) {
 *     events.onPersistent("order.paid", "wms-pack-order", ({ data }) => pack(env, data));
 *   },
 * });
 */
export function defineIntegration<
  const E extends IntegrationEnv,
  const C extends EventCatalogue = {},
  const D extends JobDefinitions = {},
>(definition: IntegrationDefinition<E, C, D>): Integration {
  const { name, env, setup, events = {}, jobs = {} } = definition;
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(name)) throw new Error(`${name} is no name for an integration`);
  return {
    name,
    open(environment) {
      const read = readEnv(name, env, environment);
      if (read === null) return null;
      return { name, setup: (lent) => setup(typed(lent)) };

      // Here the events and jobs that were defined meet their types: at run time there is one registry for everybody's.
      function typed(lent: LentRuntime): Parameters<typeof setup>[0] {
        const own = { events: lent.events.extend(events), jobs: lent.jobs.define(jobs) };
        const runtime = { ...lent, ...own, env: read };
        return runtime as unknown as Parameters<typeof setup>[0];
      }
    },
  };
}

function readEnv(
  integration: string,
  shape: IntegrationEnv,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, unknown>> | null {
  // An empty line in .env means that nothing is set.
  const given = (name: string) => environment[name] || undefined;
  const required = Object.keys(shape).filter((name) => shape[name]?.safeParse(undefined).success === false);
  if (required.length > 0 && required.every((name) => given(name) === undefined)) return null;
  const parsed = z.object(shape).safeParse(Object.fromEntries(Object.keys(shape).map((name) => [name, given(name)])));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new Error(
    `${integration} is half set up. Set these, or none of ${required.join(", ")}.\n${problems.join("\n")}`,
  );
}
