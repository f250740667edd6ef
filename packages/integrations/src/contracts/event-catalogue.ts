/**
 * Every event that Cartwright tells the world, with the data it carries. Past tense: these are facts.
 * Amounts are decimal strings with their currency; ids are UUIDs.
 */
import { z } from "zod";

const money = z.object({ amount: z.string(), currency: z.string() });

const order = z.object({
  orderId: z.string(),
  number: z.string(),
  status: z.string(),
  customerId: z.string(),
  email: z.string(),
  total: money,
  lines: z.array(
    // Null: a channel sold something that the shop does not know.
    z.object({
      variantId: z.string().nullable(),
      sku: z.string(),
      title: z.string(),
      quantity: z.number(),
      total: money,
    }),
  ),
});

/** For what is the staff's alone: whose order it is stands nowhere. */
const orderName = z.object({ orderId: z.string(), number: z.string() });

const product = z.object({ productId: z.string(), slug: z.string(), title: z.string(), status: z.string() });
const customer = z.object({ customerId: z.string(), email: z.string() });

const callback = z.object({ endpointId: z.string(), targetUrl: z.string() });

/** One run of a sync job; `storeId` when it was about one store. */
const syncRun = z.object({ syncRunId: z.string(), name: z.string(), storeId: z.string().optional() });
const syncCounts = {
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  removed: z.number(),
  /** Items that could not be brought over; the others were. */
  errors: z.number(),
  durationMs: z.number(),
};

export const eventCatalogue = {
  "order.created": order,
  "order.paid": order.extend({ paidAt: z.string() }),
  "order.shipped": order.extend({ shipmentId: z.string(), carrier: z.string(), trackingNumber: z.string().nullable() }),
  "order.delivered": order.extend({ shipmentId: z.string() }),
  "order.cancelled": order.extend({ reason: z.string(), refunded: money.nullable() }),
  "order.rest_cancelled": order.extend({ reason: z.string(), refunded: money.nullable() }),
  "order.refunded": order.extend({ refundId: z.string(), refund: money, reason: z.string() }),
  /** Staff or a rule keep it from leaving. */
  "order.held": orderName.extend({ reason: z.string() }),
  "order.released": orderName,
  "order.tagged": orderName.extend({ tag: z.string() }),
  "order.untagged": orderName.extend({ tag: z.string() }),
  /** A parcel got on: a step that is told by no event of its order. */
  "shipment.tracked": z.object({
    orderId: z.string(),
    number: z.string(),
    customerId: z.string(),
    shipmentId: z.string(),
    carrier: z.string(),
    trackingNumber: z.string().nullable(),
    status: z.string(),
    place: z.string().nullable(),
    occurredAt: z.string(),
  }),
  "product.created": product,
  "product.updated": product,
  "product.deleted": product,
  "customer.created": customer,
  "customer.updated": customer,
  /** Forgotten here: whoever was told of them before erases them, too. */
  "customer.erased": z.object({ customerId: z.string() }),
  "inventory.low_stock": z.object({
    variantId: z.string(),
    sku: z.string(),
    title: z.string(),
    available: z.number(),
    threshold: z.number(),
  }),
  "inventory.changed": z.object({ variantId: z.string(), sku: z.string(), available: z.number() }),
  /** Null values: it did not hold before, or does not any more. */
  "fact.changed": z.object({
    key: z.string(),
    value: z.json(),
    previous: z.json(),
    setBy: z.object({ type: z.string(), id: z.string().nullable() }),
    expiresAt: z.string().nullable(),
  }),
  /** Something that everybody in the admin should see at once. */
  "alert.raised": z.object({
    level: z.enum(["info", "warning"]),
    text: z.string(),
    /** Where in the admin to look. */
    link: z.string().nullable(),
    ruleId: z.string().nullable(),
  }),
  "callback.failing": callback.extend({ failingSince: z.string(), switchedOffAt: z.string() }),
  "callback.disabled": callback.extend({ reason: z.string() }),
  "sync.started": syncRun,
  "sync.completed": syncRun.extend(syncCounts),
  /** The run ended early; the counts say how far it came. */
  "sync.failed": syncRun.extend({ ...syncCounts, error: z.string() }),
} as const;
