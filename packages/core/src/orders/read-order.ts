import type { Prisma } from "@cartwright/db";

import type { Ctx } from "#context.ts";
import { DomainError } from "#errors.ts";
import { pickupPointShape } from "#shipping/stored-pickup-point.ts";

import { toSummary } from "./list-orders.ts";
import { readTimeline } from "./read-timeline.ts";
import { addressShape } from "./stored-address.ts";
import type { OrderLineView, OrderView, ShipmentView } from "./views.ts";

export interface ReadOrderInput {
  readonly orderId: string;
  /** Lets a guest see the one order that the token belongs to. */
  readonly accessToken?: string | undefined;
}

/**
 * An order with everything that its page shows. A constant number of statements.
 *
 * Staff, keys and jobs see the organization's orders, a customer their own, and whoever has the order's token that one.
 *
 * @throws DomainError `not_found` also for orders that this reader may not see.
 */
export async function readOrder(ctx: Ctx, { orderId, accessToken }: ReadOrderInput): Promise<OrderView> {
  const row = await ctx.db.prisma.order.findFirst({
    where: { organizationId: ctx.organizationId, id: orderId, ...mayBeSeenBy(ctx, accessToken) },
    include: everything,
  });
  if (!row) throw new DomainError("not_found", { order: orderId });
  const [timeline, media] = await Promise.all([readTimeline(ctx, orderId), readPictures(ctx, row.lines)]);
  return { ...toView(row, media), timeline };
}

function mayBeSeenBy({ actor }: Ctx, accessToken: string | undefined): Prisma.OrderWhereInput {
  switch (actor.type) {
    case "member":
    case "api_key":
    case "system":
      return {};
    case "customer": {
      const own = { customerId: actor.customerId };
      return accessToken === undefined ? own : { OR: [own, { accessToken }] };
    }
    case "guest":
      // Without a token nothing matches: no order has an empty one.
      return { accessToken: accessToken ?? "" };
  }
}

const everything = {
  customer: { select: { name: true } },
  tags: { select: { tag: true }, orderBy: { tag: "asc" } },
  lines: { orderBy: { position: "asc" } },
  payments: { orderBy: { attempt: "asc" } },
  refunds: { orderBy: { createdAt: "asc" } },
  shipments: {
    orderBy: { createdAt: "asc" },
    include: {
      steps: { orderBy: [{ occurredAt: "desc" }, { id: "desc" }], take: 50 },
      labels: {
        orderBy: [{ askedAt: "desc" }, { id: "desc" }],
        take: 20,
        include: { file: { select: { sha256: true } } },
      },
    },
  },
} satisfies Prisma.OrderInclude;

type OrderRow = Prisma.OrderGetPayload<{ include: typeof everything }>;
type Pictures = ReadonlyMap<string, OrderLineView["media"]>;

function toView(row: OrderRow, pictures: Pictures): Omit<OrderView, "timeline"> {
  const money = (minor: bigint) => ({ minor, currency: row.currency });
  const open = row.status === "pending" ? row.payments.findLast(({ state }) => state === "pending") : undefined;
  return {
    ...toSummary({
      ...row,
      itemCount: row.lines.reduce((sum, { quantity }) => sum + quantity, 0),
      tags: row.tags.map(({ tag }) => tag),
      openShortfalls: row.lines.filter(({ missingQuantity }) => missingQuantity > 0).length,
    }),
    lines: row.lines.map((line) => toLine(line, row.currency, pictures)),
    phone: row.phone,
    subtotal: money(row.subtotalMinor),
    discount: money(row.discountMinor),
    shipping: money(row.shippingMinor),
    tax: money(row.taxMinor),
    taxIncluded: money(row.taxIncludedMinor),
    captured: money(row.capturedMinor),
    refunded: money(row.refundedMinor),
    paymentMethod: row.paymentMethod,
    shippingAddress: addressShape.nullable().parse(row.shippingAddress),
    shippingMethod: row.shippingMethod,
    shippingTitle: row.shippingTitle,
    pickupPoint: pickupPointShape.nullable().parse(row.pickupPoint),
    paymentDueAt: row.paymentDueAt,
    paidAt: row.paidAt,
    shippedAt: row.shippedAt,
    deliveredAt: row.deliveredAt,
    cancelledAt: row.cancelledAt,
    cancelReason: row.cancelReason,
    paymentUrl: open?.redirectUrl ?? null,
    payments: row.payments.map((payment) => ({
      id: payment.id,
      provider: payment.provider,
      state: payment.state,
      amount: money(payment.amountMinor),
      captured: money(payment.capturedMinor),
      refunded: money(payment.refundedMinor),
      failureCode: payment.failureCode,
      createdAt: payment.createdAt,
    })),
    refunds: row.refunds.map(({ id, state, amountMinor, reason, createdAt }) => {
      return { id, state, amount: money(amountMinor), reason, createdAt };
    }),
    shipments: row.shipments.map(toShipment),
    accessToken: row.accessToken,
  };
}

function toShipment(row: OrderRow["shipments"][number]): ShipmentView {
  const { id, carrier, state, trackingNumber, parcelStatus, shippedAt, deliveredAt } = row;
  return {
    id,
    carrier,
    state,
    trackingNumber,
    parcelStatus,
    shippedAt,
    deliveredAt,
    steps: row.steps.map(({ status, place, occurredAt }) => ({ status, place, occurredAt })),
    labels: row.labels.map((label) => ({
      id: label.id,
      kind: label.kind,
      state: label.state,
      carrier: label.carrier,
      service: label.service,
      weightGrams: label.weightGrams,
      trackingNumber: label.trackingNumber,
      problem: label.problem,
      printable: label.state === "bought" && (label.file !== null || label.labelRef !== null),
      askedAt: label.askedAt,
    })),
  };
}

function toLine(line: OrderRow["lines"][number], currency: string, pictures: Pictures): OrderLineView {
  return {
    id: line.id,
    variantId: line.variantId,
    productId: line.productId,
    sku: line.sku,
    title: line.title,
    variantTitle: line.variantTitle,
    quantity: line.quantity,
    unitPrice: { minor: line.unitPriceMinor, currency },
    discount: { minor: line.discountMinor, currency },
    total: { minor: line.totalMinor, currency },
    shippedQuantity: line.shippedQuantity,
    missingQuantity: line.missingQuantity,
    droppedQuantity: line.droppedQuantity,
    refundedQuantity: line.refundedQuantity,
    cancelledQuantity: line.cancelledQuantity,
    media: pictures.get(line.variantId ?? "") ?? null,
  };
}

// The variant's own picture, else the product's first.
async function readPictures(ctx: Ctx, lines: OrderRow["lines"]): Promise<Pictures> {
  const known = lines.flatMap(({ variantId, productId }) => (variantId && productId ? [{ variantId, productId }] : []));
  const rows = await ctx.db.prisma.productMedia.findMany({
    where: { organizationId: ctx.organizationId, productId: { in: known.map(({ productId }) => productId) } },
    orderBy: { position: "asc" },
    include: { media: { select: { width: true, height: true } } },
  });
  return new Map(
    known.map(({ variantId, productId }) => {
      const ofProduct = rows.filter((row) => row.productId === productId);
      const row = ofProduct.find((picture) => picture.variantId === variantId) ?? ofProduct[0];
      const view = row && { mediaId: row.mediaId, alt: row.alt, variantId: row.variantId, ...row.media };
      return [variantId, view ?? null];
    }),
  );
}
