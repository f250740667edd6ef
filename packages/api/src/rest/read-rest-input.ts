import { DomainError } from "@cartwright/core";

import { readBody, readJsonBody } from "#http/read-body.ts";

import type { RestMatch, RestRoute } from "./route-table.ts";

const keyHeader = "idempotency-key";

/**
 * One object from path, query or body, and the Idempotency-Key header. What the path says wins over the body.
 *
 * @throws DomainError `invalid_input`, `payload_too_large`, `idempotency_key_required`
 */
export async function readRestInput(
  request: Request,
  url: URL,
  { route, params }: RestMatch,
): Promise<Record<string, unknown>> {
  const { idempotency } = route.rest;
  const key = request.headers.get(keyHeader);
  if (idempotency === "required" && !isKey(key)) throw new DomainError("idempotency_key_required");
  if (idempotency === "optional" && key !== null && !isKey(key)) throw new DomainError("idempotency_key_required");
  const sent = await readSent(request, url, route);
  const keyed = idempotency === undefined || key === null ? {} : { idempotencyKey: key };
  return { ...sent, ...params, ...keyed };
}

async function readSent(request: Request, url: URL, { rest, coercions }: RestRoute): Promise<Record<string, unknown>> {
  if (rest.method === "GET" || rest.method === "DELETE") return readQuery(url, coercions);
  if (rest.file === undefined) return readJsonBody(request);
  return { [rest.file.field]: await readBody(request, rest.file.mostBytes) };
}

function isKey(key: string | null): key is string {
  return key !== null && key.length >= 1 && key.length <= 255;
}

function readQuery(url: URL, coercions: ReadonlyMap<string, "number" | "boolean">): Record<string, unknown> {
  const query: Record<string, unknown> = {};
  for (const [name, value] of url.searchParams) query[name] = coerce(value, coercions.get(name));
  return query;
}

// What does not look like it is left as it is, for the schema to refuse.
function coerce(value: string, to: "number" | "boolean" | undefined): unknown {
  if (to === "number" && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  if (to === "boolean" && (value === "true" || value === "false")) return value === "true";
  return value;
}
