import { gidOf, numberOf } from "../fixtures/ids.ts";
import type { makeCustomer } from "../fixtures/make-customer.ts";
import { onShelf } from "../fixtures/make-location.ts";
import { makeOrder } from "../fixtures/make-order.ts";
import { makeProduct } from "../fixtures/make-product.ts";
import { makeVariant, variantCount } from "../fixtures/make-variant.ts";
import { isoTime } from "../iso-time.ts";
import type { Shop } from "../shop.ts";

/**
 * The body of a message about the `index`th thing, as text: the shape of the old REST API, with numbers for ids and text for
 * money. The numbers are beyond 2^53, so that they are put in as digits.
 */
export function restBody(shop: Shop, topic: string, index: number): string {
  if (topic.startsWith("PRODUCTS_"))
    return topic === "PRODUCTS_DELETE" ? idOnly("Product", index) : productBody(shop, index);
  if (topic.startsWith("ORDERS_")) return topic === "ORDERS_DELETE" ? idOnly("Order", index) : orderBody(shop, index);
  if (topic.startsWith("REFUNDS_")) return partBody(shop, "Refund", index);
  if (topic.startsWith("FULFILLMENTS_")) return partBody(shop, "Fulfillment", index);
  if (topic === "INVENTORY_LEVELS_UPDATE") return levelBody(shop, index);
  if (topic === "BULK_OPERATIONS_FINISH") return bulkBody(shop, index);
  return write({ id: digits(numberOf("Shop", 0)), domain: shop.settings.domain, name: shop.settings.name });
}

/** Marks digits that stand in the text without quotes: JSON has no other way for them to survive. */
const mark = "\u0001";

export function digits(value: bigint | string): string {
  return `${mark}${value}${mark}`;
}

export function write(body: unknown): string {
  return JSON.stringify(body).replaceAll(/"\\u0001(\d+)\\u0001"/g, "$1");
}

function idOnly(kind: "Product" | "Order", index: number): string {
  return write({ id: digits(numberOf(kind, index)) });
}

function productBody(shop: Shop, index: number): string {
  const product = makeProduct(shop, index);
  const variants = Array.from({ length: variantCount(index) }, (_, position) => {
    const variant = makeVariant(shop, { product: index, position });
    const { title, sku, price } = variant;
    return { id: digits(variant.legacyResourceId), product_id: digits(product.legacyResourceId), title, sku, price };
  });
  return write({
    id: digits(product.legacyResourceId),
    admin_graphql_api_id: product.id,
    title: product.title,
    handle: product.handle,
    status: product.status.toLowerCase(),
    created_at: product.createdAt,
    updated_at: product.updatedAt,
    variants,
  });
}

function orderBody(shop: Shop, index: number): string {
  const order = makeOrder(shop, index);
  const customer = order.customer as ReturnType<typeof makeCustomer> | null;
  return write({
    id: digits(order.legacyResourceId),
    admin_graphql_api_id: order.id,
    name: order.name,
    email: order.email,
    currency: order.currencyCode,
    total_price: (order.totalPriceSet as { shopMoney: { amount: string } }).shopMoney.amount,
    created_at: order.createdAt,
    updated_at: order.updatedAt,
    cancelled_at: order.cancelledAt,
    customer: customer && { id: digits(customer.legacyResourceId), email: customer.email },
  });
}

// Of the order of the same number.
function partBody(shop: Shop, kind: "Refund" | "Fulfillment", index: number): string {
  const at = isoTime(shop.orders.dates(index).updatedAtMs);
  const ids = { id: digits(numberOf(kind, index)), order_id: digits(numberOf("Order", index)) };
  return write({ ...ids, admin_graphql_api_id: gidOf(kind, index), created_at: at, updated_at: at });
}

function levelBody(shop: Shop, item: number): string {
  return write({
    inventory_item_id: digits(numberOf("InventoryItem", item)),
    location_id: digits(numberOf("Location", 0)),
    available: onShelf(shop, item),
    updated_at: isoTime(shop.clock.now().getTime()),
  });
}

function bulkBody(shop: Shop, index: number): string {
  const job = [...shop.bulkJobs.values()][index];
  return write({
    admin_graphql_api_id: job?.id,
    status: job?.status.toLowerCase(),
    error_code: job?.errorCode?.toLowerCase() ?? null,
    type: "query",
    completed_at: isoTime(job?.completedAtMs ?? 0),
  });
}

/** The body of a privacy webhook about the customer who placed the `order`th order. */
export function privacyBody(shop: Shop, topic: string, order: number): string {
  const facts = { shop_id: digits(numberOf("Shop", 0)), shop_domain: shop.settings.domain };
  if (topic === "shop/redact") return write(facts);
  const customer = makeOrder(shop, order).customer;
  const orders = [digits(numberOf("Order", order))];
  return write({
    ...facts,
    customer: { id: digits(customer.legacyResourceId), email: customer.email, phone: customer.phone },
    ...(topic === "customers/redact" ? { orders_to_redact: orders } : { orders_requested: orders }),
    ...(topic === "customers/data_request" && { data_request: { id: 9_999 } }),
  });
}
