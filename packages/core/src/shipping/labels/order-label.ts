import type { CarrierLabel } from "@cartwright/db";
import {
  type BookedParcel,
  type Carrier,
  ProviderRefusedError,
  ProviderUnavailableError,
} from "@cartwright/integrations/contracts";

import type { Ctx } from "#context.ts";
import { carrierRefusal } from "#shipping/require-carrier.ts";

import type { ParcelParties } from "./parcel-parties.ts";
import { recordBought, recordNotBought } from "./record-label.ts";
import { settleLabel } from "./settle-label.ts";

export interface LabelOrderInput {
  readonly carrier: Carrier;
  readonly label: CarrierLabel;
  readonly parties: ParcelParties;
}

/**
 * Asks the carrier for a label that was written down, outside of any transaction, and writes down what came of it. A carrier that
 * may have made one without our hearing of it leaves the label `unknown`: it is looked for, and never simply asked for again.
 *
 * @throws DomainError `label_refused`, and `provider_unavailable` when certainly none was made
 */
export async function orderLabel(ctx: Ctx, { carrier, label, parties }: LabelOrderInput): Promise<void> {
  let booked: BookedParcel;
  try {
    booked = await carrier.createParcel(toOrder(label, parties));
  } catch (error) {
    return endWithout(ctx, { carrier, label, error });
  }
  await recordBought(ctx, { label, booked });
}

function toOrder(label: CarrierLabel, { orderNumber, shop, customer, pickupPoint }: ParcelParties) {
  const isReturn = label.kind === "return";
  return {
    reference: label.reference,
    orderNumber,
    service: label.service,
    sender: isReturn ? customer : shop,
    receiver: isReturn ? shop : customer,
    // Chosen at another carrier, or for a way that the parcel does not take after all.
    pickupPoint: isReturn || pickupPoint?.carrier !== label.carrier ? null : pickupPoint,
    weightGrams: label.weightGrams,
    contents: `Order ${orderNumber}`,
  };
}

async function endWithout(
  ctx: Ctx,
  { carrier, label, error }: { carrier: Carrier; label: CarrierLabel; error: unknown },
): Promise<void> {
  if (error instanceof ProviderUnavailableError && error.maybeDone) {
    ctx.log.warn({ err: error, labelId: label.id, carrier: carrier.name }, "label_answer_lost");
    await settleLabel(ctx, label);
    return;
  }
  const known = error instanceof ProviderRefusedError || error instanceof ProviderUnavailableError;
  // A defect of ours: the label stays asked for, and is looked for like one whose process died.
  if (!known) throw error;
  const problem =
    error instanceof ProviderRefusedError
      ? error.message
      : `${carrier.title} could not be reached; nothing was bought.`;
  await recordNotBought(ctx, { id: label.id, state: "refused", problem });
  throw carrierRefusal(error, carrier.name);
}
