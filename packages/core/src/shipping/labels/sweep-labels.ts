import { ProviderUnavailableError } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { isDomainError } from "#errors.ts";
import { systemContext } from "#system-context.ts";

import { askingMs } from "./ask-label.ts";
import { settleLabel } from "./settle-label.ts";

export interface LabelSweep {
  readonly found: number;
  readonly unknown: number;
}

const batch = 100;

/**
 * Looks for labels whose answer was lost or whose process died while it was asking. Any number of sweeps may run at once: each
 * takes what is due by moving it on first.
 */
export async function sweepLabels(services: Services, { signal }: { signal?: AbortSignal } = {}): Promise<LabelSweep> {
  let found = 0;
  let unknown = 0;
  for (const id of await takeDue(services)) {
    signal?.throwIfAborted();
    const label = await services.db.prisma.carrierLabel.findUniqueOrThrow({ where: { id } });
    const { organizationId, carrier } = label;
    if (services.carriers[carrier] === undefined) continue;
    const ctx = systemContext(services, { organizationId, name: "shipping", requestId: `sweep:${id}` });
    try {
      if (await settleLabel(ctx, label)) found += 1;
      else unknown += 1;
    } catch (error) {
      if (!isDomainError(error) && !(error instanceof ProviderUnavailableError)) throw error;
      services.log.warn({ err: error, labelId: id }, "label_left_over");
    }
  }
  return { found, unknown };
}

async function takeDue({ db, now }: Services): Promise<string[]> {
  const at = now();
  const later = new Date(at.getTime() + askingMs).toISOString();
  const rows = await db.prisma.$queryRaw<{ id: string }[]>`
    update carrier_labels set settle_after = ${later}::timestamptz
    where id in (
      select id from carrier_labels where settle_after <= ${at.toISOString()}::timestamptz order by settle_after limit ${batch}
      for update skip locked)
    returning id::text`;
  return rows.map(({ id }) => id);
}
