import { createHash, timingSafeEqual } from "node:crypto";

import { collectDefaultMetrics, register } from "prom-client";

import { DomainError, type Services } from "@cartwright/core";

import { toApiError } from "#errors.ts";

import { isLoopback } from "./client-address.ts";
import { setOutsideMetrics } from "./outside-metrics.ts";
import { readRequestId } from "./request-id.ts";
import { respondError } from "./respond.ts";

/** Prometheus text, for whoever has the token; without a configured token for this machine alone. */
export async function handleMetrics(
  request: Request,
  { token, services }: { token: string | undefined; services: Pick<Services, "db" | "log"> },
): Promise<Response> {
  const requestId = readRequestId(request.headers);
  if (!mayRead(request, token)) {
    const refused = new DomainError(token === undefined ? "forbidden" : "unauthenticated");
    return respondError(toApiError(refused), requestId, new Headers({ "x-request-id": requestId }));
  }
  if (!register.getSingleMetric("process_cpu_user_seconds_total")) collectDefaultMetrics();
  await setOutsideMetrics(services);
  const headers = { "content-type": register.contentType, "cache-control": "no-store", "x-request-id": requestId };
  return new Response(await register.metrics(), { headers });
}

function mayRead(request: Request, token: string | undefined): boolean {
  if (token === undefined) return isLoopback(request.headers);
  const given = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
