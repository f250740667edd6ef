import type { ShopifyIntegration } from "@cartwright/db";

/** A message of Shopify's about a shop that an organization has connected. */
export interface ShopifyMessage {
  readonly integration: ShopifyIntegration;
  /** `orders/create` */
  readonly topic: string;
  /** Shopify's id of the message, as the inbox keeps it. */
  readonly messageId: string;
  /** The body, with ids beyond 2^53 as text. Parse it before you trust it. */
  readonly payload: unknown;
  /** When it happened, as Shopify says; when it came, where it does not. Messages come in any order. */
  readonly triggeredAt: Date;
  readonly requestId: string;
  readonly signal: AbortSignal;
}
