import { transact } from "@cartwright/db";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

/**
 * Puts no more of a replay in line. What is in line already is sent.
 *
 * @throws DomainError `not_found`, also when it is not running
 */
export async function stopReplay(ctx: Ctx, { replayId }: { replayId: string }): Promise<void> {
  const { organizationId } = ctx;
  await transact(ctx.db, async (tx) => {
    const [replay] = await tx.callbackReplay.updateManyAndReturn({
      where: { id: replayId, organizationId, state: "running" },
      data: { state: "stopped", finishedAt: ctx.now() },
    });
    if (replay === undefined) throw new DomainError("not_found");
    await recordAudit(tx, ctx, {
      action: "callback.replay_stopped",
      subjectType: "callback_endpoint",
      subjectId: replay.endpointId,
      data: { replayId, queued: replay.queued },
    });
  });
}
