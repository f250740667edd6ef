import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { carrierRefusal, requireCarrier } from "#shipping/require-carrier.ts";

import { findLabel } from "./find-label.ts";
import { storeFile } from "./record-label.ts";

export interface StoredLabel {
  readonly contentType: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/**
 * The file of a label, to be printed. One that did not come with the answer is fetched where the carrier still has it, and kept.
 *
 * @throws DomainError `not_found`, also for a label whose file is nowhere any more; `provider_unavailable`
 */
export async function readLabelFile(ctx: Ctx, wish: { orderId: string; labelId: string }): Promise<StoredLabel> {
  const label = await findLabel(ctx, wish);
  const kept = await readKept(ctx, label.id);
  if (kept !== null) return kept;
  if (label.labelRef !== null) {
    const file = await requireCarrier(ctx, label.carrier)
      .getLabel(label.labelRef)
      .catch((error: unknown) => {
        throw carrierRefusal(error, label.carrier);
      });
    if (file !== null) await storeFile(ctx.db.prisma, ctx, { labelId: label.id, file });
  }
  const fetched = await readKept(ctx, label.id);
  if (fetched === null) throw new DomainError("not_found", { labelId: label.id, reason: "no_file" });
  return fetched;
}

function readKept({ db, organizationId }: Ctx, labelId: string): Promise<StoredLabel | null> {
  return db.prisma.labelFile.findUnique({
    where: { organizationId_labelId: { organizationId, labelId } },
    select: { contentType: true, sha256: true, bytes: true },
  });
}
