import type { ErpClient } from "./erp-client.ts";

interface PaidOrder {
  readonly eventId: string;
  readonly data: {
    readonly orderId: string;
    readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  };
}

/**
 * Hands a paid order to the ERP. The event's id is the key: however often this runs, the ERP takes the order once. A failure
 * is thrown, and the event comes again later.
 */
export async function pushOrder(
  client: Pick<ErpClient, "sendOrder">,
  { eventId, data }: PaidOrder,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  const lines = data.lines.map(({ sku, quantity }) => ({ sku, quantity }));
  await client.sendOrder({ reference: data.orderId, lines }, { idempotencyKey: eventId, signal });
}
