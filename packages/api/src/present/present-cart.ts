import type { CartLineView, CartView, ShippingMethodView } from "@cartwright/core/cart/views";

import type { CartDto, CartLineDto, ShippingMethodDto } from "#schemas/cart.ts";

import { presentMoney, presentMoneyOrNull } from "./present-money.ts";
import { presentMedia } from "./present-product.ts";
import { presentPickupPoint } from "./present-shipment.ts";

export function presentCart(view: CartView): CartDto {
  return {
    id: view.id,
    status: view.status,
    version: view.version,
    currency: view.currency,
    email: view.email,
    shippingAddress: view.shippingAddress && { ...view.shippingAddress },
    shippingMethodCode: view.shippingMethodCode,
    pickupPoint: view.pickupPoint && presentPickupPoint(view.pickupPoint),
    lines: view.lines.map(presentLine),
    itemCount: view.itemCount,
    subtotal: presentMoney(view.subtotal),
    discount: presentMoney(view.discount),
    shipping: presentMoneyOrNull(view.shipping),
    taxIncluded: presentMoney(view.taxIncluded),
    total: presentMoney(view.total),
    order: view.order && { ...view.order },
  };
}

export function presentShippingMethod(view: ShippingMethodView): ShippingMethodDto {
  return {
    code: view.code,
    title: view.title,
    description: view.description,
    carrier: view.carrier,
    pickup: view.pickup,
    price: presentMoney(view.price),
    freeOver: presentMoneyOrNull(view.freeOver),
  };
}

function presentLine(line: CartLineView): CartLineDto {
  return {
    id: line.id,
    variantId: line.variantId,
    productId: line.productId,
    slug: line.slug,
    sku: line.sku,
    title: line.title,
    variantTitle: line.variantTitle,
    quantity: line.quantity,
    unitPrice: presentMoney(line.unitPrice),
    seenPrice: presentMoney(line.seenPrice),
    total: presentMoney(line.total),
    available: line.available,
    problem: line.problem,
    media: line.media && presentMedia(line.media),
  };
}
