import type { Prisma } from "../generated/client.ts";
import { newId } from "../ids.ts";
import { planOrders } from "./order-plan.ts";
import { type PastOrder, pastOrder } from "./past-order.ts";
import type { SeededVariant } from "./write-catalogue.ts";
import { locationId, organizationId } from "./write-organization.ts";
import type { DemoCustomer } from "./write-people.ts";

/** The past: orders with everything that followed from them, and stock that is what the ledger says. */
export async function writeOrders(
  tx: Prisma.TransactionClient,
  input: { now: Date; variants: readonly SeededVariant[]; customers: readonly DemoCustomer[] },
): Promise<void> {
  const orders = planOrders(input).map(pastOrder);
  const of = <K extends keyof PastOrder>(key: K) => orders.map((order) => order[key]);
  await tx.order.createMany({ data: of("order") });
  await tx.orderLine.createMany({ data: of("lines").flat() });
  await tx.payment.createMany({ data: of("payments").flat() });
  await tx.refund.createMany({ data: of("refunds").flat() });
  await tx.shipment.createMany({ data: of("shipments").flat() });
  await tx.shipmentLine.createMany({ data: of("shipmentLines").flat() });
  await tx.auditLog.createMany({ data: of("audit").flat() });
  await writeStock(tx, { ...input, movements: of("movements").flat() });
}

async function writeStock(
  tx: Prisma.TransactionClient,
  input: { now: Date; variants: readonly SeededVariant[]; movements: readonly PastOrder["movements"][number][] },
): Promise<void> {
  const opened = new Date(input.now.getTime() - 120 * 86_400_000);
  const owned = { organizationId, locationId };
  const totals = new Map<string, { onHand: number; reserved: number }>();
  for (const { variantId, deltaOnHand = 0, deltaReserved = 0 } of input.movements) {
    const total = totals.get(variantId) ?? { onHand: 0, reserved: 0 };
    totals.set(variantId, { onHand: total.onHand + deltaOnHand, reserved: total.reserved + deltaReserved });
  }
  // What was there in the beginning is what is left now plus what the orders took.
  const balances = input.variants.map(({ id, stock }) => {
    const { onHand: moved, reserved } = totals.get(id) ?? { onHand: 0, reserved: 0 };
    return { variantId: id, onHand: stock + reserved, reserved, first: stock + reserved - moved };
  });
  await tx.stockBalance.createMany({
    data: balances.map(({ variantId, onHand, reserved }) => ({ ...owned, variantId, onHand, reserved })),
  });
  await tx.stockLedger.createMany({
    data: balances
      .filter(({ first }) => first > 0)
      .map(({ variantId, first }) => ({
        ...owned,
        id: newId(),
        variantId,
        deltaOnHand: first,
        reason: "initial",
        at: opened,
      })),
  });
  await tx.stockLedger.createMany({
    data: input.movements.map((movement) => ({ ...movement, ...owned, id: newId() })),
  });
}
