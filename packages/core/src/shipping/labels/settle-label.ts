import type { CarrierLabel } from "@cartwright/db";
import { ProviderRefusedError, ProviderUnavailableError } from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";
import { requireCarrier } from "#shipping/require-carrier.ts";

import { recordBought, recordNotBought } from "./record-label.ts";

/** After how long it is looked again; then only a person can tell. Carriers take their time to show a new parcel. */
const looksAfterMs = [60_000, 5 * 60_000, 15 * 60_000, 3_600_000, 6 * 3_600_000, 24 * 3_600_000];

/**
 * Finds out what became of a label whose answer was lost, by the reference that the carrier has from us. Answers true when it was
 * made, and is ours now; else it stays unknown, to be looked for again later.
 */
export async function settleLabel(ctx: Ctx, label: CarrierLabel): Promise<boolean> {
  const carrier = requireCarrier(ctx, label.carrier);
  let problem = `${carrier.title} did not answer in time, and knows no such parcel so far.`;
  try {
    const booked = await carrier.findParcel({ reference: label.reference, orderedAt: label.askedAt });
    if (booked !== null) {
      await recordBought(ctx, { label, booked });
      return true;
    }
  } catch (error) {
    if (!(error instanceof ProviderUnavailableError) && !(error instanceof ProviderRefusedError)) throw error;
    problem = `${carrier.title} did not answer in time, and cannot be asked now.`;
  }
  await recordNotBought(ctx, { id: label.id, state: "unknown", problem, settleAfter: nextLook(ctx, label) });
  return false;
}

function nextLook(ctx: Ctx, { askedAt }: CarrierLabel): Date | null {
  const now = ctx.now().getTime();
  const next = looksAfterMs.find((afterMs) => askedAt.getTime() + afterMs > now);
  return next === undefined ? null : new Date(askedAt.getTime() + next);
}
