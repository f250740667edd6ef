import { z } from "zod";

import type { Events } from "@cartwright/integrations/contracts";

export interface Warehouse {
  pack(
    order: { number: string; lines: readonly { sku: string; quantity: number }[] },
    options: { idempotencyKey: string; signal: AbortSignal },
  ): Promise<{ reference: string }>;
}

/** Has a warehouse pack every order that is paid. */
export function connectWarehouse(events: Events, warehouse: Warehouse): void {
  const ours = events.extend({
    "warehouse.order_sent": z.object({ orderId: z.string(), reference: z.string() }),
    "warehouse.answered": z.object({ ms: z.number() }),
  });

  ours.onPersistent(
    "order.paid",
    "warehouse-orders",
    async ({ data, organizationId }, { idempotencyKey, requestId, signal, transact }) => {
      const startedAt = performance.now();
      // First what happens elsewhere, with a key that is the same at every attempt: a repetition packs nothing twice.
      const { reference } = await warehouse.pack(data, { idempotencyKey, signal });
      // A figure for this process; nobody misses it when it is lost.
      ours.emit("warehouse.answered", { ms: performance.now() - startedAt });
      // Then what happens here, together with the note that this event is handled: exactly once.
      await transact((tx) =>
        ours.emitInTransaction(
          tx,
          "warehouse.order_sent",
          { orderId: data.orderId, reference },
          { organizationId, requestId, aggregateType: "order", aggregateId: data.orderId },
        ),
      );
    },
    { maxAttempts: 8, timeoutMs: 10_000 },
  );
}
