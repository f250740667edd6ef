import { DomainError } from "@cartwright/core";
import { acceptWebhook } from "@cartwright/core/webhooks/accept-webhook";
import { findSource } from "@cartwright/core/webhooks/find-source";

import { passEdge, type EdgeOptions } from "./edge.ts";
import { readBody } from "./read-body.ts";
import { respondJson } from "./respond.ts";

/**
 * What others tell us: the signature over the raw bytes is checked, the message stored once, and answered 200; a job
 * applies it. A repeat is answered 200 too. A source that is not persistent is applied before the answer.
 */
export async function handleWebhook(options: EdgeOptions, request: Request, source: string): Promise<Response> {
  const door = { route: "/api/webhooks/{source}", routeClass: null, authenticated: false };
  return passEdge(options, request, door, async ({ services, principal, requestId, reply, nameRoute }) => {
    const from = findSource(services, source);
    if (from === undefined) throw new DomainError("not_found", { source });
    nameRoute(`/api/webhooks/${source}`);
    const rawBody = await readBody(request);
    const { organizationId } = principal;
    const { headers, signal } = request;
    const arrived = { source, organizationId, rawBody, headers, requestId, signal };
    const { duplicate } = await acceptWebhook(services, from, arrived);
    return respondJson(200, JSON.stringify({ received: true, duplicate }), reply);
  });
}
