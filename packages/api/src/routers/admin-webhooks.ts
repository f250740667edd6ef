import { z } from "zod";

import { applyAgain } from "@cartwright/core/webhooks/apply-again";
import { listInbox } from "@cartwright/core/webhooks/list-inbox";
import { listSources } from "@cartwright/core/webhooks/list-sources";
import { readInboxMessage } from "@cartwright/core/webhooks/read-inbox-message";

import { presentInboxMessage, presentInboxMessageDetail } from "#present/present-webhook.ts";
import {
  appliedAgainDto,
  inboxMessageDetailDto,
  inboxMessageIdInput,
  inboxPageDto,
  inboxSourcesDto,
  listInboxInput,
} from "#schemas/webhooks.ts";
import { procedure, router } from "#trpc.ts";

export const adminWebhooksRouter = router({
  sources: procedure
    .input(z.object({}).optional())
    .output(inboxSourcesDto)
    .query(({ ctx }) => ({ sources: listSources(ctx.core) })),
  list: procedure
    .input(listInboxInput)
    .output(inboxPageDto)
    .query(async ({ ctx, input }) => {
      const { items, nextCursor } = await listInbox(ctx.core, input);
      return { items: items.map(presentInboxMessage), nextCursor };
    }),
  get: procedure
    .input(inboxMessageIdInput)
    .output(inboxMessageDetailDto)
    .query(async ({ ctx, input }) => presentInboxMessageDetail(await readInboxMessage(ctx.core, input))),
  applyAgain: procedure
    .input(inboxMessageIdInput)
    .output(appliedAgainDto)
    .mutation(({ ctx, input }) => applyAgain(ctx.core, input)),
});
