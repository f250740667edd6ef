import { transact } from "@cartwright/db";

import { changeOf } from "#audit/change-of.ts";
import { recordAudit } from "#audit/record-audit.ts";
import type { Ctx } from "#context.ts";
import type { Address } from "#orders/address.ts";
import { readAddress } from "#orders/read-address.ts";

/**
 * Says where the shop's parcels leave from, and returns come back to.
 *
 * @throws DomainError `address_invalid`
 */
export async function setSender(ctx: Ctx, entered: unknown): Promise<Address> {
  const address = readAddress(entered);
  const { organizationId } = ctx;
  await transact(ctx.db, async (tx) => {
    const where = { organizationId, isDefault: true };
    const before = await tx.location.findFirst({ where, select: { address: true } });
    await tx.location.updateMany({ where, data: { address: { ...address } } });
    const was = before?.address;
    const data = changeOf(typeof was === "object" && was !== null && !Array.isArray(was) ? was : {}, { ...address });
    await recordAudit(tx, ctx, {
      action: "sender.changed",
      subjectType: "organization",
      subjectId: organizationId,
      data,
    });
  });
  return address;
}
