import { z } from "zod";

import type { Ctx } from "#context.ts";

import type { JobCause } from "./views.ts";

const told = z.object({ eventId: z.uuid().optional(), requestId: z.string().optional() }).catch({});

/** What had the job added: an event, a tick of the clock, or a request. Null when nothing tells. */
export async function findJobCause(
  { db, organizationId }: Pick<Ctx, "db" | "organizationId">,
  { jobId, jobKey, payload }: { jobId: string; jobKey: string | null; payload: unknown },
): Promise<JobCause | null> {
  const { eventId, requestId } = told.parse(payload);
  const keyed = /^e:([0-9a-f-]{36}):/.exec(jobKey ?? "")?.[1];
  const event = z.uuid().safeParse(eventId ?? keyed);
  if (event.success) {
    const known = await db.prisma.eventLog.findFirst({
      where: { eventId: event.data, organizationId },
      select: { type: true, seq: true },
    });
    return { kind: "event", eventId: event.data, type: known?.type ?? null, seq: known?.seq.toString() ?? null };
  }
  const schedule = await db.prisma.jobSchedule.findFirst({
    where: { lastJobId: BigInt(jobId), OR: [{ organizationId }, { organizationId: null }] },
    select: { name: true },
  });
  if (schedule) return { kind: "schedule", name: schedule.name };
  return requestId === undefined ? null : { kind: "request", requestId };
}
