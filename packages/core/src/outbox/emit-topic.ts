import { newId, transact, type Prisma } from "@cartwright/db";
import { eventCatalogue } from "@cartwright/integrations/contracts";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";

import { madeUpAggregate } from "./plan-fan-out.ts";
import { writeEvent } from "./write-event.ts";

export interface EmitTopic {
  /** `<group>.<fact>`, of a group that is not Cartwright's. */
  readonly topic: string;
  readonly data: Prisma.InputJsonObject;
}

const form = /^[a-z][a-z0-9_]{0,49}\.[a-z][a-z0-9_]{0,49}$/;
const mostBytes = 16_000;
const ownGroups: ReadonlySet<string> = new Set(Object.keys(eventCatalogue).map((type) => type.split(".")[0] ?? type));

/**
 * Tells an event of staff's own: rules, callbacks and live views get it like any other. Cartwright's own events come from what
 * they tell of, and from nobody's word.
 *
 * @throws DomainError `invalid_input` for a topic that is none or is Cartwright's, and for data over 16 kB
 */
export async function emitTopic(ctx: Ctx, { topic, data }: EmitTopic): Promise<{ eventId: string }> {
  const [group = ""] = topic.split(".");
  if (!form.test(topic) || group === "rule" || ownGroups.has(group)) {
    const message = "A topic is <group>.<fact> in lower case, of a group of your own: warehouse.counted.";
    throw new DomainError("invalid_input", { field: "topic" }, { message });
  }
  if (Buffer.byteLength(JSON.stringify(data)) > mostBytes)
    throw new DomainError("invalid_input", { field: "data", mostBytes });
  const { organizationId, requestId } = ctx;
  const aggregateId = newId();
  const eventId = await transact(ctx.db, async (tx) => {
    await recordAudit(tx, ctx, {
      action: "event.emitted",
      subjectType: "event",
      subjectId: aggregateId,
      data: { topic },
    });
    const about = { aggregateType: madeUpAggregate, aggregateId, organizationId, requestId };
    return writeEvent(tx, { ...about, type: topic, data, occurredAt: ctx.now() });
  });
  ctx.wakeRelay();
  return { eventId };
}
