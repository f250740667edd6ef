import { type DestinationStream, type Logger, pino } from "pino";

import { isSecret, redacted } from "#jobs/redact-payload.ts";

import { redactText } from "./redact-text.ts";

interface LogOptions {
  readonly app: string;
  readonly level: string;
  /** Standard output, if nothing is named. */
  readonly destination?: DestinationStream;
}

/**
 * The log of a program, in lines of JSON. No secret gets there, whoever logs what: what is named like one is taken out, and so is what
 * looks like one in the words of an error. Of an error of the database, the row that it quotes stays out too.
 */
export function createLog({ app, level, destination }: LogOptions): Logger {
  const options = {
    level,
    base: { app },
    formatters: { log: (fields: Record<string, unknown>) => redactFields(fields, 0) },
    // Errors are described already.
    serializers: { err: (described: unknown) => described },
  };
  return destination ? pino(options, destination) : pino(options);
}

const deepest = 8;
// What Postgres quotes of a row or a query: somebody's e-mail stands there as often as not.
const quoted = new Set(["detail", "where", "internalQuery", "query", "parameters"]);

function redactFields(fields: object, depth: number): Record<string, unknown> {
  const entries: [string, unknown][] = Object.entries(fields);
  return Object.fromEntries(entries.map(([name, value]) => [name, redactNamed(name, value, depth)]));
}

function redactNamed(name: string, value: unknown, depth: number): unknown {
  // The id of a key opens nothing.
  return isSecret(name, value) && !/ids?$/i.test(name) ? redacted : redactValue(value, depth);
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (depth === deepest) return "[too deep to log]";
  if (value instanceof Error) return describe(value, depth);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((one) => redactValue(one, depth + 1));
  return redactFields(value, depth + 1);
}

function describe(error: Error, depth: number): Record<string, unknown> {
  const { constructor, message, stack, cause } = error;
  const own: [string, unknown][] = Object.entries(error);
  const told = {
    type: constructor.name,
    message,
    stack,
    ...Object.fromEntries(own.filter(([name]) => !quoted.has(name))),
    ...(cause !== undefined && { cause }),
    ...(error instanceof AggregateError && { errors: error.errors as unknown }),
  };
  return redactFields(told, depth + 1);
}
