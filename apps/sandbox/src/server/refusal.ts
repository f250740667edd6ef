import type { z } from "zod";

import type { Exchange, Reply } from "./exchange.ts";
import { json } from "./reply.ts";

/** A request that the sandbox's own endpoints do not accept. Stripe's API has its own shape, `StripeError`. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function refusalReply(refusal: Refusal): Reply {
  const headers: Record<string, string> =
    refusal.status === 401 ? { "www-authenticate": 'Basic realm="sandbox", Bearer realm="sandbox"' } : {};
  return json({ error: { code: refusal.code, message: refusal.message } }, refusal.status, headers);
}

/** Parses a JSON body; an empty one counts as `{}`. Refuses with 400 and the first thing that is wrong. */
export function parseJsonBody<Schema extends z.ZodType>(exchange: Exchange, schema: Schema): z.output<Schema> {
  return parseInput(schema, readJson(exchange));
}

export function parseQuery<Schema extends z.ZodType>(exchange: Exchange, schema: Schema): z.output<Schema> {
  return parseInput(schema, Object.fromEntries(exchange.query));
}

function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.length ? `${issue.path.join(".")}: ` : "";
  throw new Refusal(400, "invalid_input", `${where}${issue?.message ?? "not accepted"}`);
}

function readJson(exchange: Exchange): unknown {
  if (exchange.rawBody.length === 0) return {};
  try {
    return JSON.parse(exchange.rawBody.toString("utf8"));
  } catch (cause) {
    throw new Refusal(
      400,
      "invalid_json",
      `The body is not JSON: ${cause instanceof Error ? cause.message : "unreadable"}`,
    );
  }
}
