import type { CallbackEndpoint } from "@cartwright/db";

import type { Ctx } from "#context.ts";

import type { EndpointView } from "./views.ts";

const mostEndpoints = 500;

/** Where this organization is called, newest first. */
export async function listCallbacks(ctx: Ctx): Promise<EndpointView[]> {
  const endpoints = await ctx.db.prisma.callbackEndpoint.findMany({
    where: { organizationId: ctx.organizationId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: mostEndpoints,
  });
  return endpoints.map(toEndpointView);
}

/** An endpoint as it is shown: everything but its secret. */
export function toEndpointView(endpoint: CallbackEndpoint): EndpointView {
  const { id, organizationId, event, url, status, disabledReason, consecutiveFailures, openUntil, createdAt } =
    endpoint;
  return {
    id,
    organizationId,
    event,
    targetUrl: url,
    isActive: status === "enabled",
    status,
    disabledReason,
    consecutiveFailures,
    openUntil,
    createdAt,
  };
}
