import { newId, type Prisma, type Tx } from "@cartwright/db";

/** One row of the outbox. */
export interface EventRow {
  readonly organizationId: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly type: string;
  readonly data: Prisma.InputJsonObject;
  readonly requestId: string | undefined;
  readonly occurredAt: Date;
}

/** Puts an event into the outbox in the caller's transaction. Returns its id. */
export async function writeEvent(tx: Tx, { data, requestId, ...event }: EventRow): Promise<string> {
  const eventId = newId();
  await tx.outboxEvent.create({
    data: { ...event, eventId, payload: data, trace: requestId === undefined ? {} : { requestId } },
    select: { id: true },
  });
  return eventId;
}
