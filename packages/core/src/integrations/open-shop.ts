import { newId } from "@cartwright/db";
import type { Shop, ShopMoney, ShopOrder } from "@cartwright/integrations/contracts";

import type { Ctx, Services } from "#context.ts";
import { DomainError, isDomainError } from "#errors.ts";
import { adjustStock } from "#inventory/adjust-stock.ts";
import { readOrder } from "#orders/read-order.ts";
import type { OrderView } from "#orders/views.ts";
import { toDecimal, type Money } from "#pricing/money.ts";
import { shipOrder } from "#shipping/ship-order.ts";
import { systemContext } from "#system-context.ts";

import { findStock } from "./find-stock.ts";

export interface ShopOptions {
  /** The integration's; the audit log shows it. */
  readonly name: string;
  readonly organizationId: () => Promise<string>;
}

/** The use cases that an integration may call, for the one organization that it belongs to. */
export function openShop(services: Services, { name, organizationId }: ShopOptions): Shop {
  const act = async (requestId: string = newId()): Promise<Ctx> =>
    systemContext(services, { organizationId: await organizationId(), name, requestId });
  return {
    async readOrder(orderId) {
      const order = await findOrder(await act(), orderId);
      return order && toShopOrder(order);
    },
    async shipOrder({ orderId, trackingNumber, carrier, requestId }) {
      return shipOnce(await act(requestId), { orderId, trackingNumber, carrier });
    },
    async readStock(skus) {
      const rows = await findStock(await act(), skus);
      return new Map(rows.map(({ sku, onHand, reserved }) => [sku, { sku, onHand, reserved }]));
    },
    async setStock({ sku, onHand, reason, requestId }) {
      const ctx = await act(requestId);
      const [stock] = await findStock(ctx, [sku]);
      if (stock === undefined)
        throw new DomainError("not_found", { sku }, { message: `Nothing with SKU ${sku} is sold` });
      await adjustStock(ctx, { variantId: stock.variantId, onHand, reason });
    },
  };
}

async function findOrder(ctx: Ctx, orderId: string): Promise<OrderView | null> {
  return readOrder(ctx, { orderId }).catch((error: unknown) => {
    if (isDomainError(error, "not_found")) return null;
    throw error;
  });
}

async function shipOnce(ctx: Ctx, parcel: Parameters<typeof shipOrder>[1]): Promise<boolean> {
  try {
    await shipOrder(ctx, parcel);
    return true;
  } catch (error) {
    if (!isDomainError(error, "invalid_order_state")) throw error;
    // Told twice, or the carrier was first.
    const { status } = await readOrder(ctx, parcel);
    if (status === "shipped" || status === "delivered") return false;
    throw error;
  }
}

function toShopOrder(order: OrderView): ShopOrder {
  const { id: orderId, number, status, email, total, shippingAddress, placedAt } = order;
  return {
    orderId,
    number,
    status,
    email,
    total: toShopMoney(total),
    lines: order.lines.map(({ sku, title, quantity, unitPrice, total: lineTotal }) => {
      return { sku, title, quantity, unitPrice: toShopMoney(unitPrice), total: toShopMoney(lineTotal) };
    }),
    shippingAddress: shippingAddress && { ...shippingAddress, line2: shippingAddress.line2 ?? null },
    placedAt,
  };
}

function toShopMoney(money: Money): ShopMoney {
  return { amount: toDecimal(money), currency: money.currency };
}
