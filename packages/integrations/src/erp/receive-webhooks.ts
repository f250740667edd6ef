import { createWebhookHandler, type Shop, signatureVerifiers, type WebhookHandlerOptions, z } from "#kit/index.ts";

const stockUpdated = z.object({ data: z.object({ sku: z.string(), onHand: z.int().min(0) }) });
const orderShipped = z.object({
  data: z.object({ reference: z.uuid(), trackingNumber: z.string(), carrier: z.string() }),
});

/** Takes what the ERP tells: a count of its stock, and an order that left. Both say how it is now, so repeats change nothing. */
export function receiveWebhooks(shop: Shop, secret: WebhookHandlerOptions["secret"]) {
  return createWebhookHandler({
    secret,
    verifySignature: signatureVerifiers.timestampedHeader("x-erp-signature"),
    handlers: {
      async "inventory.updated"({ payload, requestId }) {
        const { data } = stockUpdated.parse(payload);
        const sold = await shop.readStock([data.sku]);
        if (sold.has(data.sku)) await shop.setStock({ ...data, reason: "ERP stock", requestId });
      },
      async "order.shipped"({ payload, requestId }) {
        const { reference: orderId, trackingNumber, carrier } = orderShipped.parse(payload).data;
        await shop.shipOrder({ orderId, trackingNumber, carrier, requestId });
      },
    },
  });
}
