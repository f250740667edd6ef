/** What a message is called by its sender. */
export interface SourceWebhook {
  /** The sender's account (a shop's domain); empty when it has none. */
  readonly accountId: string;
  /** The same for every repeat of one message. */
  readonly externalId: string;
  readonly topic: string;
}

/** Someone who tells us things, and how to know that it was them. */
export interface WebhookSource {
  readonly name: string;
  /** Checks the signature over the raw bytes and reads what the message is called; throws `InvalidSignatureError`. */
  readWebhook(input: { rawBody: Uint8Array; headers: Headers }): Promise<SourceWebhook>;
}

/** Sources beyond the payment providers and carriers, by the last part of their address. */
export type WebhookSources = Readonly<Record<string, WebhookSource>>;
