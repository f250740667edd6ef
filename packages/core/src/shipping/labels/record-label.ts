import { createHash } from "node:crypto";

import { type CarrierLabel, transact, type Tx } from "@cartwright/db";
import type { BookedParcel, LabelFile } from "@cartwright/integrations/contracts";

import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import { lockOrder } from "#orders/lock-order.ts";
import { dispatchParcel } from "#shipping/dispatch-parcel.ts";

/**
 * A carrier made the label: writes it down with its file, gives the parcel its number, and ships it if that is what the label
 * was bought for. Whoever comes second changes nothing.
 */
export async function recordBought(
  ctx: Ctx,
  { label, booked }: { label: CarrierLabel; booked: BookedParcel },
): Promise<void> {
  const { organizationId } = ctx;
  const { orderId } = await ctx.db.prisma.shipment.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id: label.shipmentId } },
    select: { orderId: true },
  });
  await transact(ctx.db, async (tx) => {
    const order = await lockOrder(tx, ctx, orderId);
    if (!(await becomesBought(tx, ctx, { label, booked }))) return;
    if (booked.label !== null) await storeFile(tx, ctx, { labelId: label.id, file: booked.label });
    const { trackingNumber } = booked;
    const told = { labelId: label.id, carrier: label.carrier, service: label.service, trackingNumber };
    const action = label.kind === "return" ? "return_label.bought" : "label.bought";
    await recordAudit(tx, ctx, { action, subjectType: "order", subjectId: orderId, data: told });
    if (label.kind === "return") return;
    const parcel = await tx.shipment.update({
      where: { id: label.shipmentId },
      data: { trackingNumber, carrier: label.carrier, trackAfter: ctx.now(), parcelStatus: null },
      include: { lines: true },
    });
    // A parcel that was called off meanwhile stays so: its label is there to be cancelled.
    if (label.ships && parcel.state === "created" && order.status === "paid")
      await dispatchParcel(tx, ctx, { order, parcel, shippedAt: ctx.now() });
  });
  ctx.wakeRelay();
}

/** Keeps a label's file; a second one changes nothing. */
export async function storeFile(
  tx: Pick<Tx, "labelFile">,
  { organizationId }: Pick<Ctx, "organizationId">,
  { labelId, file }: { labelId: string; file: LabelFile },
): Promise<void> {
  const bytes = Uint8Array.from(file.bytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const { contentType } = file;
  await tx.labelFile.createMany({
    data: [{ labelId, organizationId, contentType, sha256, bytes }],
    skipDuplicates: true,
  });
}

/** Ends the question whether there is a label: `refused`, none was made; `unknown`, nobody can tell yet. */
export async function recordNotBought(
  ctx: Ctx,
  { id, state, problem, settleAfter = null }: NotBought,
): Promise<boolean> {
  const { count } = await ctx.db.prisma.carrierLabel.updateMany({
    where: { organizationId: ctx.organizationId, id, state: { in: ["asked", "unknown"] } },
    data: { state, problem: problem.slice(0, 500), settleAfter },
  });
  return count === 1;
}

interface NotBought {
  readonly id: string;
  readonly state: "refused" | "unknown";
  readonly problem: string;
  readonly settleAfter?: Date | null;
}

async function becomesBought(
  tx: Tx,
  ctx: Ctx,
  { label, booked }: { label: CarrierLabel; booked: BookedParcel },
): Promise<boolean> {
  const { externalId, trackingNumber, labelRef } = booked;
  const { count } = await tx.carrierLabel.updateMany({
    where: { id: label.id, state: { in: ["asked", "unknown"] } },
    data: {
      state: "bought",
      externalId,
      trackingNumber,
      labelRef,
      problem: null,
      settleAfter: null,
      boughtAt: ctx.now(),
    },
  });
  return count === 1;
}
