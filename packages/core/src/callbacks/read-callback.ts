import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { toEndpointView } from "./endpoint-view.ts";
import type { EndpointView } from "./views.ts";

/**
 * One endpoint.
 *
 * @throws DomainError `not_found`
 */
export async function readCallback(ctx: Ctx, { endpointId }: { endpointId: string }): Promise<EndpointView> {
  const row = await ctx.db.prisma.callbackEndpoint.findFirst({
    where: { id: endpointId, organizationId: ctx.organizationId },
  });
  if (row === null) throw new DomainError("not_found");
  return toEndpointView(row, ctx.now());
}
