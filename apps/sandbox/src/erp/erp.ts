import { randomUUID } from "node:crypto";

import { BoundedMap } from "../bounded-map.ts";
import type { Clock } from "../clock.ts";
import type { Deliveries, DeliveryRecord } from "../outgoing/deliveries.ts";
import { timestampedSignature } from "../outgoing/sign.ts";

export interface StockRow {
  sku: string;
  onHand: number;
  updatedAt: string;
}

interface ErpOrder {
  id: string;
  reference: string;
  lines: { sku: string; quantity: number }[];
  state: "received" | "shipped";
  receivedAt: string;
}

export interface ErpParcel {
  trackingNumber: string;
  carrier: string;
}

export interface Erp {
  /** Rows by sku after `after`, at most `limit`; the last page has no `nextCursor`. */
  stockPage(after: string, limit: number): { items: StockRow[]; nextCursor: string | null };
  setStock(rows: { sku: string; onHand: number }[]): void;
  receiveOrder(order: Pick<ErpOrder, "reference" | "lines">): ErpOrder;
  findOrder(id: string): ErpOrder | undefined;
  /** All orders of that reference, the newest first; without one all orders. */
  listOrders(reference?: string): ErpOrder[];
  /** The warehouse sends the order: stock goes down, and `order.shipped` is told. Undefined when there is no such order. */
  shipOrder(id: string, parcel: ErpParcel): Promise<DeliveryRecord> | undefined;
  /** Sends a signed webhook; settles after its first attempt. */
  send(event: string, data: unknown, eventId?: string): Promise<DeliveryRecord>;
  clear(): void;
}

const MOST_ROWS = 100_000;
const MOST_ORDERS = 10_000;

/** A plain ERP: it holds what it was given, nothing else. Stock starts empty. */
export function createErp({
  clock,
  deliveries,
  secret,
}: {
  clock: Clock;
  deliveries: Deliveries;
  secret: string;
}): Erp {
  const stock = new BoundedMap<string, StockRow>(MOST_ROWS);
  const orders = new BoundedMap<string, ErpOrder>(MOST_ORDERS);
  function send(event: string, data: unknown, eventId: string = randomUUID()): Promise<DeliveryRecord> {
    const body = JSON.stringify({ eventId, event, occurredAt: clock.now().toISOString(), data });
    const sign = (timestamp: number) => ({ "x-erp-signature": timestampedSignature(secret, timestamp, body) });
    return deliveries.send({ channel: "erp", eventId, type: event, body, sign }, 0);
  }
  function takeOff(lines: ErpOrder["lines"]): void {
    const updatedAt = clock.now().toISOString();
    for (const { sku, quantity } of lines) {
      const row = stock.get(sku);
      if (row !== undefined) stock.set(sku, { sku, onHand: Math.max(0, row.onHand - quantity), updatedAt });
    }
  }
  return {
    stockPage(after, limit) {
      const rows = [...stock.values()].filter((row) => row.sku > after).sort((a, b) => (a.sku < b.sku ? -1 : 1));
      const items = rows.slice(0, limit);
      return { items, nextCursor: rows.length > limit ? (items.at(-1)?.sku ?? null) : null };
    },
    setStock(rows) {
      const updatedAt = clock.now().toISOString();
      for (const { sku, onHand } of rows) stock.set(sku, { sku, onHand, updatedAt });
    },
    listOrders: (reference) =>
      orders.newestFirst().filter((order) => reference === undefined || order.reference === reference),
    shipOrder(id, parcel) {
      const order = orders.get(id);
      if (order === undefined) return undefined;
      if (order.state === "received") takeOff(order.lines);
      order.state = "shipped";
      const { reference } = order;
      return send("order.shipped", { orderId: id, reference, ...parcel }, `shipped_${id}`);
    },
    receiveOrder({ reference, lines }) {
      const receivedAt = clock.now().toISOString();
      const order: ErpOrder = { id: `erp_${randomUUID()}`, reference, lines, state: "received", receivedAt };
      orders.set(order.id, order);
      return order;
    },
    findOrder: (id) => orders.get(id),
    send,
    clear: () => {
      stock.clear();
      orders.clear();
    },
  };
}
