/** What a message is called by its sender. */
export interface SourceWebhook {
  /** The sender's account (a shop's domain); empty when it has none. */
  readonly accountId: string;
  /** The same for every repeat of one message. */
  readonly externalId: string;
  readonly topic: string;
  /**
   * For senders whose ids may change from try to try: what tells two tries about one happening from two happenings. A
   * message with the same one as another of its account is a repeat, whatever its id.
   */
  readonly eventKey?: string | undefined;
}

/** A message whose signature was checked when it came in. */
export interface VerifiedWebhook extends SourceWebhook {
  /** Exactly the bytes that arrived. */
  readonly rawBody: Uint8Array;
  /** Those worth keeping, in lower case; none that holds a credential. */
  readonly headers: Readonly<Record<string, string>>;
  readonly receivedAt: Date;
  /** Of the request that brought it; follows it through logs, jobs and callbacks. */
  readonly requestId: string;
  /** Fires when the process is stopping and has waited long enough. */
  readonly signal: AbortSignal;
}

/** What became of a message: `ignored` when nobody here acts on its topic, or it is about nothing of ours. */
export type WebhookOutcome = "processed" | "ignored";

/** Someone who tells us things: how to know that it was them, and what to do about it. */
export interface WebhookSource {
  /**
   * True: a message is stored once, answered at once, and applied by a job, again until that succeeds. False: it is applied
   * while its sender waits, who learns of a failure and repeats it.
   */
  readonly persistent: boolean;
  /** Checks the signature over the raw bytes and reads what the message is called; throws `InvalidSignatureError`. */
  readWebhook(input: { rawBody: Uint8Array; headers: Headers }): Promise<SourceWebhook>;
  /** Acts on a message; safe to repeat. Throws when trying again may help. */
  applyWebhook(webhook: VerifiedWebhook): Promise<WebhookOutcome>;
}

/** Sources beyond the payment providers and carriers, by the last part of their address. */
export type WebhookSources = Readonly<Record<string, WebhookSource>>;
