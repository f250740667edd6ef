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
  receivedAt: string;
}

export interface Erp {
  /** Rows by sku after `after`, at most `limit`; the last page has no `nextCursor`. */
  stockPage(after: string, limit: number): { items: StockRow[]; nextCursor: string | null };
  setStock(rows: { sku: string; onHand: number }[]): void;
  receiveOrder(order: Pick<ErpOrder, "reference" | "lines">): ErpOrder;
  findOrder(id: string): ErpOrder | undefined;
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
    receiveOrder({ reference, lines }) {
      const order = { id: `erp_${randomUUID()}`, reference, lines, receivedAt: clock.now().toISOString() };
      orders.set(order.id, order);
      return order;
    },
    findOrder: (id) => orders.get(id),
    send(event, data, eventId = randomUUID()) {
      const body = JSON.stringify({ eventId, event, occurredAt: clock.now().toISOString(), data });
      const sign = (timestamp: number) => ({ "x-erp-signature": timestampedSignature(secret, timestamp, body) });
      return deliveries.send({ channel: "erp", eventId, type: event, body, sign }, 0);
    },
    clear: () => {
      stock.clear();
      orders.clear();
    },
  };
}
