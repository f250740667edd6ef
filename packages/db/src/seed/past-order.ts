import { randomBytes } from "node:crypto";

import type { Prisma } from "../generated/client.ts";
import { newId } from "../ids.ts";
import type { PastStatus, PlannedOrder } from "./order-plan.ts";
import { locationId, organizationId } from "./write-organization.ts";

/** An order of the past as rows, and the stock movements that it made. */
export interface PastOrder {
  readonly order: Prisma.OrderCreateManyInput;
  readonly lines: readonly Prisma.OrderLineCreateManyInput[];
  readonly payments: readonly Prisma.PaymentCreateManyInput[];
  readonly refunds: readonly Prisma.RefundCreateManyInput[];
  readonly shipments: readonly Prisma.ShipmentCreateManyInput[];
  readonly shipmentLines: readonly Prisma.ShipmentLineCreateManyInput[];
  readonly audit: readonly Prisma.AuditLogCreateManyInput[];
  readonly movements: readonly Omit<Prisma.StockLedgerCreateManyInput, "id" | "organizationId" | "locationId">[];
}

type Line = PastOrder["lines"][number] & { id: string; variantId: string; totalMinor: bigint };

/** Turns a plan into rows that satisfy every constraint a real order satisfies. */
export function pastOrder(plan: PlannedOrder): PastOrder {
  const id = newId();
  const lines = plan.lines.map((line, index) => lineRow(id, line, index + 1));
  const subtotal = lines.reduce((sum, line) => sum + line.totalMinor, 0n);
  const shipping = shippingOf(plan, subtotal);
  const facts = factsOf(plan, subtotal + shipping.price);
  const shipmentId = newId();
  return {
    order: orderRow(plan, { id, subtotal, shipping, facts, lines }),
    lines: lines.map((line) => ({ ...line, shippedQuantity: facts.shippedAt ? line.quantity : 0 })),
    ...paymentRows(plan, id, facts),
    shipments: facts.shippedAt ? [shipmentRow(plan, { id: shipmentId, orderId: id, facts })] : [],
    shipmentLines: facts.shippedAt
      ? lines.map((line) => ({ organizationId, shipmentId, orderLineId: line.id, quantity: line.quantity }))
      : [],
    audit: auditRows(plan, id, facts),
    movements: lines.flatMap((line) => movementRows(plan, line, { facts, shipmentId })),
  };
}

interface Facts {
  readonly total: bigint;
  readonly captured: bigint;
  readonly refunded: bigint;
  readonly paidAt: Date | null;
  readonly shippedAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly cancelledAt: Date | null;
}

const reached: Record<PastStatus, number> = {
  pending: 0,
  cancelled: 0,
  paid: 1,
  shipped: 2,
  delivered: 3,
  refunded: 3,
};

function factsOf({ status, placedAt }: PlannedOrder, total: bigint): Facts {
  const after = (hours: number, wanted: boolean) => (wanted ? new Date(placedAt.getTime() + hours * 3_600_000) : null);
  const step = reached[status];
  return {
    total,
    captured: step >= 1 ? total : 0n,
    refunded: status === "refunded" ? total : 0n,
    paidAt: after(0.05, step >= 1),
    // Even the newest shipped order must have been shipped before now.
    shippedAt: after(0.1, step >= 2),
    deliveredAt: after(44, step >= 3),
    cancelledAt: after(0.1, status === "cancelled"),
  };
}

function lineRow(orderId: string, { variant, quantity }: PlannedOrder["lines"][number], position: number) {
  const totalMinor = variant.priceMinor * BigInt(quantity);
  return {
    id: newId(),
    organizationId,
    orderId,
    position,
    variantId: variant.id,
    productId: variant.productId,
    locationId,
    sku: variant.sku,
    title: variant.title,
    variantTitle: variant.variantTitle,
    quantity,
    unitPriceMinor: variant.priceMinor,
    totalMinor,
    taxIncludedMinor: includedTax(totalMinor),
  };
}

interface Shipping {
  readonly code: string;
  readonly title: string;
  readonly price: bigint;
}

function shippingOf({ customer }: PlannedOrder, subtotal: bigint): Shipping {
  if (customer.address.country !== "FI") {
    const price = subtotal >= 15_000n ? 0n : 1290n;
    return { code: "posti-nordic", title: "Posti to the Nordics and Estonia", price };
  }
  return { code: "posti-locker", title: "Posti parcel locker", price: subtotal >= 8000n ? 0n : 490n };
}

function orderRow(
  plan: PlannedOrder,
  made: { id: string; subtotal: bigint; shipping: Shipping; facts: Facts; lines: readonly Line[] },
): Prisma.OrderCreateManyInput {
  const { customer, status, placedAt } = plan;
  const { facts, shipping, subtotal } = made;
  const { name, phone, address } = { ...customer };
  return {
    id: made.id,
    organizationId,
    status: status === "refunded" ? "delivered" : status,
    paymentStatus: paymentStatusOf(status),
    fulfillmentStatus: facts.deliveredAt ? "delivered" : facts.shippedAt ? "fulfilled" : "unfulfilled",
    customerId: customer.id,
    email: customer.email,
    phone,
    currency: "EUR",
    subtotalMinor: subtotal,
    shippingMinor: shipping.price,
    taxIncludedMinor: made.lines.reduce(
      (sum, line) => sum + BigInt(line.taxIncludedMinor ?? 0),
      includedTax(shipping.price),
    ),
    totalMinor: facts.total,
    capturedMinor: facts.captured,
    refundedMinor: facts.refunded,
    paymentMethod: plan.method,
    shippingAddress: { name, phone, ...address },
    shippingMethod: shipping.code,
    shippingTitle: shipping.title,
    accessToken: randomBytes(32).toString("base64url"),
    placedAt,
    updatedAt: facts.deliveredAt ?? facts.shippedAt ?? facts.paidAt ?? placedAt,
    paidAt: facts.paidAt,
    shippedAt: facts.shippedAt,
    deliveredAt: facts.deliveredAt,
    cancelledAt: facts.cancelledAt,
    cancelReason: facts.cancelledAt ? "The customer changed their mind" : null,
  };
}

function paymentStatusOf(status: PastStatus): "pending" | "paid" | "refunded" | "voided" {
  if (status === "refunded") return "refunded";
  if (status === "cancelled") return "voided";
  return status === "pending" ? "pending" : "paid";
}

function paymentRows(plan: PlannedOrder, orderId: string, facts: Facts): Pick<PastOrder, "payments" | "refunds"> {
  const id = newId();
  const provider = plan.method === "card" ? "stripe" : "invoice";
  const payment = {
    id,
    organizationId,
    orderId,
    provider,
    state: facts.cancelledAt ? ("voided" as const) : facts.captured > 0n ? ("captured" as const) : ("pending" as const),
    amountMinor: facts.total,
    currency: "EUR",
    capturedMinor: facts.captured,
    refundedMinor: facts.refunded,
    capturedAt: facts.paidAt,
    createdAt: plan.placedAt,
    updatedAt: facts.paidAt ?? plan.placedAt,
  };
  if (facts.refunded === 0n) return { payments: [payment], refunds: [] };
  const refund = {
    id: newId(),
    organizationId,
    orderId,
    paymentId: id,
    state: "succeeded" as const,
    amountMinor: facts.refunded,
    currency: "EUR",
    reason: "Arrived damaged",
    requestKey: "returned",
    createdAt: facts.deliveredAt ?? plan.placedAt,
    succeededAt: facts.deliveredAt ?? plan.placedAt,
  };
  return { payments: [payment], refunds: [refund] };
}

function shipmentRow(
  plan: PlannedOrder,
  made: { id: string; orderId: string; facts: Facts },
): Prisma.ShipmentCreateManyInput {
  return {
    id: made.id,
    organizationId,
    orderId: made.orderId,
    carrier: "posti",
    state: made.facts.deliveredAt ? "delivered" : "shipped",
    trackingNumber: `JJFI${made.id.replaceAll(/\D/g, "").slice(-14).padStart(14, "6")}`,
    shippedAt: made.facts.shippedAt,
    deliveredAt: made.facts.deliveredAt,
    createdAt: made.facts.shippedAt ?? plan.placedAt,
  };
}

function auditRows(plan: PlannedOrder, orderId: string, facts: Facts): Prisma.AuditLogCreateManyInput[] {
  const steps: readonly (readonly [string, Date | null])[] = [
    ["order.created", plan.placedAt],
    ["order.paid", facts.paidAt],
    ["order.shipped", facts.shippedAt],
    ["order.delivered", facts.deliveredAt],
    ["order.refunded", facts.refunded > 0n ? facts.deliveredAt : null],
    ["order.cancelled", facts.cancelledAt],
  ];
  return steps.flatMap(([action, at]) => {
    if (at === null) return [];
    const actor =
      action === "order.created"
        ? { actorType: "customer", actorId: plan.customer.id }
        : { actorType: "system", actorId: "seed" };
    return [{ id: newId(), organizationId, ...actor, action, subjectType: "order", subjectId: orderId, at }];
  });
}

function movementRows(plan: PlannedOrder, line: Line, { facts, shipmentId }: { facts: Facts; shipmentId: string }) {
  const { quantity } = line;
  const moved = { variantId: line.variantId, orderLineId: line.id };
  const rows: PastOrder["movements"][number][] = [
    { ...moved, deltaReserved: quantity, reason: "order_placed", at: plan.placedAt },
  ];
  if (facts.cancelledAt)
    rows.push({ ...moved, deltaReserved: -quantity, reason: "order_cancelled", at: facts.cancelledAt });
  if (facts.shippedAt) {
    rows.push({
      ...moved,
      deltaOnHand: -quantity,
      deltaReserved: -quantity,
      reason: "order_shipped",
      ref: shipmentId,
      at: facts.shippedAt,
    });
  }
  return rows;
}

// 25.5 % contained in a gross amount, half up.
function includedTax(gross: bigint): bigint {
  return (gross * 2550n * 2n + 12_550n) / (12_550n * 2n);
}
