import type { VerifiedWebhook, WebhookSource } from "../contracts/webhook-source.ts";
import {
  describeBody,
  openMessage,
  type DescribeMessage,
  type Secrets,
  type SignatureScheme,
} from "../signatures/index.ts";
import { pickHandler } from "./pick-handler.ts";
import { readPayload } from "./read-payload.ts";

/** A message as its handler gets it. */
export interface WebhookEvent extends VerifiedWebhook {
  /** The body read as JSON, or as the fields of a form; undefined when it is neither. Parse it before you trust it. */
  readonly payload: unknown;
}

/**
 * Acts on one message. May be called again for the same message, so what it does is safe to repeat. Throw when trying again
 * may help; a payload that zod refuses (`ZodError`) is not tried again.
 */
export type WebhookEventHandler = (event: WebhookEvent) => Promise<void> | void;

export interface WebhookHandlerOptions {
  /** What signs the messages; while it is rotated both, the newer first. */
  readonly secret: Secrets;
  /** How the sender signs: one of `signatureVerifiers`, or your own. */
  readonly verifySignature: SignatureScheme;
  /**
   * What to do, by topic: `order.shipped`, a pattern that ends in `*` such as `order.*`, or `*` for all. The most exact one
   * that fits is called; a message that none fits is kept and marked as ignored.
   */
  readonly handlers: Readonly<Record<string, WebhookEventHandler>>;
  /**
   * True (default): a message is stored once per source, account and id, answered at once, and applied by a job until that
   * succeeds. False: handlers run while the sender waits, nothing is stored, and what they throw answers 500.
   */
  readonly persistent?: boolean;
  /** How far the signed time may be from ours, in seconds and in both directions, where the sender signs one. Default 300. */
  readonly tolerance?: number;
  /** What the sender calls its messages, when it is none of those that `verifySignature` knows. */
  readonly describe?: DescribeMessage;
  readonly now?: () => Date;
}

/**
 * Takes webhooks of a sender: say how it signs and what to do. Checking raw bytes, storing once, answering fast, applying
 * and applying again come by themselves. It is served by the route `/api/webhooks/<name>` under the name that it is given where
 * it is handed in.
 *
 * @throws TypeError for a secret that is empty or malformed, so that a wrong setting stops the start
 *
 * @example
 * createWebhookHandler({
 *   secret: env.WMS_WEBHOOK_SECRET,
 *   verifySignature: signatureVerifiers.hmacHeader("x-wms-signature", { encoding: "hex" }),
 *   handlers: { "stock.*": async ({ payload }) => setStock(stockMessage.parse(payload)) },
 * });
 */
export function createWebhookHandler(options: WebhookHandlerOptions): WebhookSource {
  const { secret: secrets, verifySignature, handlers, persistent = true, tolerance, now } = options;
  const toleranceMs = tolerance === undefined ? undefined : tolerance * 1_000;
  const verifier = verifySignature({ secrets, toleranceMs, now });
  const describe = options.describe ?? verifySignature.describe ?? describeBody;
  return {
    persistent,
    async readWebhook({ rawBody, headers }) {
      verifier.verify({ rawBody, headers });
      return describe(openMessage(rawBody, headers));
    },
    async applyWebhook(webhook) {
      const handler = pickHandler(handlers, webhook.topic);
      if (handler === undefined) return "ignored";
      await handler({ ...webhook, payload: readPayload(webhook) });
      return "processed";
    },
  };
}
