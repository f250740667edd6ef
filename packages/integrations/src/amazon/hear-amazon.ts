import { z } from "zod";

import type { HearMarketplaceHint } from "#contracts/marketplace.ts";
import type { SourceWebhook, WebhookSource } from "#contracts/webhook-source.ts";
import { describeBody, type Secrets, signatureVerifiers, type VerifiedMessage } from "#signatures/index.ts";
import { createWebhookHandler, readPayload } from "#webhook-handler/index.ts";

const orderChange = z.object({
  NotificationType: z.literal("ORDER_CHANGE"),
  Payload: z.object({
    OrderChangeNotification: z.object({ SellerId: z.string().min(1), AmazonOrderId: z.string().min(1) }),
  }),
});
const notification = z.object({
  NotificationType: z.string().min(1),
  Payload: z.object({ OrderChangeNotification: z.object({ SellerId: z.string() }).optional() }).optional(),
  NotificationMetadata: z.object({ NotificationId: z.string().min(1) }),
});
/** EventBridge puts a notification into an envelope of its own. */
const bridged = z.object({ detail: z.looseObject({ NotificationType: z.string() }) });

export interface HearAmazonOptions {
  readonly secret: Secrets;
  /** Without it messages are kept, to be read in the admin. */
  readonly hear?: HearMarketplaceHint | undefined;
  readonly now?: () => Date;
}

/**
 * Amazon puts notifications into a queue or onto a bus and calls nobody. Whatever takes them from there posts them here as they
 * are, with `X-Amazon-Signature`, the HMAC-SHA256 of the body in hexadecimal.
 */
const signedByForwarder = signatureVerifiers.hmacHeader("x-amazon-signature", {
  encoding: "hex",
  describe: describeNotification,
});

/** Takes what Amazon tells: an order changed. The message only says which; the order itself is asked for at the API. */
export function hearAmazon({ secret, hear, now }: HearAmazonOptions): WebhookSource {
  const source = createWebhookHandler({
    secret,
    verifySignature: signedByForwarder,
    handlers: {},
    ...(now && { now }),
  });
  return {
    ...source,
    async applyWebhook(webhook) {
      if (hear === undefined || webhook.topic !== "ORDER_CHANGE") return "ignored";
      const { SellerId, AmazonOrderId } = orderChange.parse(unwrap(readPayload(webhook))).Payload
        .OrderChangeNotification;
      const hint = { channel: "amazon", externalStoreId: SellerId, receipt: AmazonOrderId } as const;
      return hear(hint, { requestId: webhook.requestId, signal: webhook.signal });
    },
  };
}

/** A forwarder's own messages, which name themselves as most senders do, are kept as well. */
function describeNotification(message: VerifiedMessage): SourceWebhook {
  const read = notification.safeParse(unwrap(message.json()));
  if (!read.success) return describeBody(message);
  const { NotificationType: topic, NotificationMetadata, Payload } = read.data;
  const accountId = Payload?.OrderChangeNotification?.SellerId ?? "";
  return { accountId, externalId: NotificationMetadata.NotificationId, topic };
}

function unwrap(payload: unknown): unknown {
  return bridged.safeParse(payload).data?.detail ?? payload;
}
