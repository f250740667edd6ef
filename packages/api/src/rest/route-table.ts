import { z } from "zod";

import { readProcedures } from "#read-procedures.ts";

import type { RestMeta } from "./meta.ts";

/** One REST operation: a procedure and where it stands. */
export interface RestRoute {
  readonly rest: RestMeta;
  /** The procedure's path: `admin.orders.cancel`. */
  readonly procedure: string;
  readonly type: "query" | "mutation";
  readonly input: z.ZodObject<Record<string, z.ZodType>>;
  readonly output: z.ZodType;
  /** `["orders", "{id}", "cancel"]` */
  readonly segments: readonly string[];
  /** How query strings become what the input expects. */
  readonly coercions: ReadonlyMap<string, "number" | "boolean">;
}

/** Every procedure that has a place in the REST API, read from the router itself. */
export const restRoutes: readonly RestRoute[] = readProcedures().flatMap(({ path, type, meta, inputs, output }) => {
  if (!meta?.rest || type === "subscription") return [];
  const input = toObject(inputs[0]);
  if (!output) throw new Error(`${path} stands in the REST API and needs an output schema`);
  const segments = meta.rest.path.split("/").slice(1);
  return [{ rest: meta.rest, procedure: path, type, input, output, segments, coercions: findCoercions(input) }];
});

export interface RestMatch {
  readonly route: RestRoute;
  readonly params: Readonly<Record<string, string>>;
}

/** The operation at `path` (under /api/v1), or which methods the path takes instead; none: it is no path of ours. */
export function matchRoute(method: string, path: string): RestMatch | { readonly allow: readonly string[] } {
  const given = path.split("/").slice(1);
  const candidates = (bySize.get(given.length) ?? []).flatMap((route) => {
    const params = matchSegments(route.segments, given);
    return params ? [{ route, params }] : [];
  });
  // A path that is spelled out comes before one with a place-holder at the same position.
  const best = candidates.toSorted((a, b) => Object.keys(a.params).length - Object.keys(b.params).length);
  const match = best.find(({ route }) => route.rest.method === method);
  return match ?? { allow: [...new Set(best.map(({ route }) => route.rest.method))] };
}

const bySize = Map.groupBy(restRoutes, ({ segments }) => segments.length);

function matchSegments(pattern: readonly string[], given: readonly string[]): Record<string, string> | null {
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const value = given[index] ?? "";
    if (!part.startsWith("{")) {
      if (part !== value) return null;
      continue;
    }
    const decoded = decode(value);
    if (decoded === null) return null;
    params[part.slice(1, -1)] = decoded;
  }
  return params;
}

function decode(segment: string): string | null {
  try {
    return segment === "" ? null : decodeURIComponent(segment);
  } catch {
    return null; // a broken escape names nothing
  }
}

function toObject(input: z.ZodType | undefined): RestRoute["input"] {
  const inner = input instanceof z.ZodOptional ? input.unwrap() : input;
  return inner instanceof z.ZodObject ? inner : z.object({});
}

function findCoercions(input: RestRoute["input"]): Map<string, "number" | "boolean"> {
  const found = new Map<string, "number" | "boolean">();
  for (const [name, schema] of Object.entries(input.shape)) {
    const inner = unwrap(schema);
    if (inner instanceof z.ZodNumber) found.set(name, "number");
    if (inner instanceof z.ZodBoolean) found.set(name, "boolean");
  }
  return found;
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  const wrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable;
  return wrapped ? unwrap(schema.unwrap()) : schema;
}
