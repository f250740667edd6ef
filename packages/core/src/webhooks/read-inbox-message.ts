import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { headersOf } from "./apply-webhook.ts";
import { shown } from "./list-inbox.ts";
import { redactBody } from "./redact-body.ts";
import type { InboxMessageDetailView } from "./views.ts";

/**
 * One message with its headers and its body, in which secrets are struck out.
 *
 * @throws DomainError `not_found`
 */
export async function readInboxMessage(ctx: Ctx, { id }: { id: string }): Promise<InboxMessageDetailView> {
  const row = await ctx.db.prisma.webhookInbox.findFirst({
    where: { id, organizationId: ctx.organizationId },
    select: { ...shown, requestId: true, headers: true, raw: true },
  });
  if (row === null) throw new DomainError("not_found");
  const { raw, headers: _asStored, ...message } = row;
  const headers = headersOf(row);
  return { ...message, headers, sizeBytes: raw.byteLength, body: redactBody(raw, headers["content-type"] ?? "") };
}
