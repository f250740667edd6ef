import { transact } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { enqueueInTransaction } from "#jobs/enqueue.ts";
import { recordJobAction } from "#jobs/record-job-action.ts";
import { subscriberJobKey } from "#outbox/plan-fan-out.ts";

/**
 * Has a subscriber try at once what failed and waits for its next attempt, of the organization's events. Answers how many
 * that are. Attempts go on being counted from where they were.
 *
 * @throws DomainError `not_found` for a subscriber that nobody has told of
 */
export async function retrySubscriber(ctx: Ctx, { name }: { name: string }): Promise<{ changed: number }> {
  return transact(ctx.db, async (tx) => {
    const known = await tx.eventSubscriber.findFirst({ where: { name }, select: { name: true } });
    if (!known) throw new DomainError("not_found", { subscriber: name });
    const changed = await tx.$executeRaw`
      update subscriber_events set next_attempt_at = now()
      where subscriber = ${name} and organization_id = ${ctx.organizationId}::uuid and attempts > 0
        and next_attempt_at > now()`;
    if (changed === 0) return { changed };
    await enqueueInTransaction(tx, "drain-subscriber", { subscriber: name }, { jobKey: subscriberJobKey(name) });
    await recordJobAction(tx, ctx, { action: "subscriber.retried", subscriber: name, events: changed });
    return { changed };
  });
}
