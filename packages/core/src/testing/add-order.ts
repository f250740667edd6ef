import { randomBytes } from "node:crypto";

import { newId } from "@cartwright/db";

import type { TestShop } from "./create-test-shop.ts";

export interface NewTestOrder {
  readonly quantity?: number;
  readonly variantId?: string;
  readonly provider?: "stripe" | "invoice";
}

export interface TestOrder {
  readonly orderId: string;
  readonly paymentId: string;
  readonly lineId: string;
  readonly variantId: string;
  readonly totalMinor: bigint;
}

const unitMinor = 1_999n;

/** A pending order as a checkout leaves it when it has committed: stock taken, payment written, provider not asked. */
export async function addOrder(shop: TestShop, wish: NewTestOrder = {}): Promise<TestOrder> {
  const { quantity = 1, provider = "stripe" } = wish;
  const { organizationId, locationId, db } = shop;
  const product = wish.variantId === undefined ? await shop.addProduct({ stock: 10 }) : null;
  const variant = await db.prisma.variant.findUniqueOrThrow({
    where: { id: wish.variantId ?? product?.variantId ?? "" },
  });
  const [orderId, paymentId, lineId] = [newId(), newId(), newId()];
  const totalMinor = unitMinor * BigInt(quantity);
  const now = shop.clock.now();
  const base = { organizationId, currency: "EUR" };
  await db.prisma.customer.createMany({
    data: [{ id: orderId, organizationId, email: `${orderId}@example.com`, name: "Aino" }],
  });
  await db.prisma.order.create({
    data: {
      ...base,
      id: orderId,
      customerId: orderId,
      email: `${orderId}@example.com`,
      subtotalMinor: totalMinor,
      totalMinor,
      paymentMethod: provider === "stripe" ? "card" : "invoice",
      accessToken: randomBytes(32).toString("base64url"),
      paymentDueAt: provider === "stripe" ? new Date(now.getTime() + shop.services.settings.holdMs) : null,
      placedAt: now,
    },
  });
  const { productId, sku, id: variantId } = variant;
  const money = { unitPriceMinor: unitMinor, totalMinor };
  await db.prisma.orderLine.create({
    data: {
      id: lineId,
      organizationId,
      orderId,
      position: 1,
      variantId,
      productId,
      locationId,
      sku,
      title: "Tray",
      quantity,
      ...money,
    },
  });
  await db.prisma.payment.create({
    data: { ...base, id: paymentId, orderId, provider, amountMinor: totalMinor, createdAt: now, updatedAt: now },
  });
  const moved = { organizationId, variantId, locationId, deltaReserved: quantity };
  await db.prisma.stockLedger.create({ data: { ...moved, id: newId(), reason: "order_placed", orderLineId: lineId } });
  const where = { variantId_locationId: { variantId, locationId } };
  await db.prisma.stockBalance.update({ where, data: { reserved: { increment: quantity } } });
  return { orderId, paymentId, lineId, variantId, totalMinor };
}
