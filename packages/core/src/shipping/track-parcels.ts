import {
  type Carrier,
  ProviderRefusedError,
  ProviderUnavailableError,
  type TrackingStep,
} from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { systemContext } from "#system-context.ts";

import { applySteps } from "./apply-steps.ts";

export interface TrackingPass {
  readonly asked: number;
  readonly changed: number;
  /** Carriers that could not be asked; theirs are asked about again in a few minutes. */
  readonly away: readonly string[];
}

const minuteMs = 60_000;
/** One that tells by itself is asked now and then all the same: a webhook may get lost. */
const everyMs = { tells: 6 * 60 * minuteMs, silent: 15 * minuteMs } as const;
/** Of a carrier that is away; its breaker keeps the calls to a few. */
const againMs = 5 * minuteMs;
/** After this a parcel is given up on. */
const longestMs = 60 * 24 * 60 * minuteMs;
/** Of each carrier in one pass; the rest comes with the next, a minute later. */
const mostBatches = 100;

/**
 * Asks carriers about parcels that are on their way and due, as many at once as each takes. Any number of passes may run at once: a
 * parcel is moved on before it is asked about, so nobody asks twice.
 */
export async function trackParcels(
  services: Services,
  { signal }: { signal?: AbortSignal } = {},
): Promise<TrackingPass> {
  const passes = await Promise.all(Object.values(services.carriers).map((one) => trackAll(services, one, signal)));
  return {
    asked: passes.reduce((sum, { asked }) => sum + asked, 0),
    changed: passes.reduce((sum, { changed }) => sum + changed, 0),
    away: passes.flatMap(({ away }) => away),
  };
}

async function trackAll(services: Services, carrier: Carrier, signal: AbortSignal | undefined): Promise<TrackingPass> {
  let asked = 0;
  let changed = 0;
  for (let round = 0; round < mostBatches; round += 1) {
    signal?.throwIfAborted();
    const due = await takeDue(services, carrier);
    if (due.length === 0) break;
    asked += due.length;
    try {
      const numbers = [...new Set(due.map(({ trackingNumber }) => trackingNumber))];
      changed += await applyAll(services, { carrier, due, told: await carrier.track(numbers, { signal }) });
    } catch (error) {
      if (!(error instanceof ProviderUnavailableError) && !(error instanceof ProviderRefusedError)) throw error;
      services.log.warn({ err: error, carrier: carrier.name, parcels: due.length }, "parcels_not_tracked");
      await putBack(services, due);
      return { asked, changed, away: [carrier.name] };
    }
  }
  return { asked, changed, away: [] };
}

interface DueParcel {
  readonly id: string;
  readonly organizationId: string;
  readonly orderId: string;
  readonly trackingNumber: string;
}

async function takeDue({ db, now }: Services, { name, tells, mostTracked }: Carrier): Promise<DueParcel[]> {
  const at = now();
  const next = new Date(at.getTime() + (tells ? everyMs.tells : everyMs.silent)).toISOString();
  const oldest = new Date(at.getTime() - longestMs).toISOString();
  return db.prisma.$queryRaw<DueParcel[]>`
    update shipments set track_after = case when created_at > ${oldest}::timestamptz then ${next}::timestamptz end
    where id in (
      select id from shipments
      where carrier = ${name} and track_after <= ${at.toISOString()}::timestamptz and tracking_number is not null and state in ('created', 'shipped')
      order by track_after limit ${mostTracked}
      for update skip locked)
    returning id::text, organization_id::text as "organizationId", order_id::text as "orderId",
      tracking_number as "trackingNumber"`;
}

// They were moved on when they were taken, by hours where the carrier tells by itself.
async function putBack({ db, now }: Services, due: readonly DueParcel[]): Promise<void> {
  const soon = new Date(now().getTime() + againMs);
  await db.prisma.shipment.updateMany({
    where: { id: { in: due.map(({ id }) => id) }, trackAfter: { gt: soon } },
    data: { trackAfter: soon },
  });
}

interface Told {
  readonly carrier: Carrier;
  readonly due: readonly DueParcel[];
  readonly told: ReadonlyMap<string, readonly TrackingStep[]>;
}

async function applyAll(services: Services, { carrier, due, told }: Told): Promise<number> {
  let changed = 0;
  for (const { id: shipmentId, organizationId, orderId, trackingNumber } of due) {
    const steps = told.get(trackingNumber) ?? [];
    if (steps.length === 0) continue;
    const ctx = systemContext(services, { organizationId, name: carrier.name, requestId: `track:${shipmentId}` });
    if (await applySteps(ctx, { orderId, shipmentId, trackingNumber, steps })) changed += 1;
  }
  return changed;
}
