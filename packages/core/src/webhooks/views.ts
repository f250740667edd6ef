export type InboxState = "received" | "processed" | "ignored" | "failed";

/** A message that somebody sent us. */
export interface InboxMessageView {
  readonly id: string;
  readonly source: string;
  /** The sender's account; empty when it has none. */
  readonly accountId: string;
  readonly externalId: string;
  readonly topic: string;
  readonly state: InboxState;
  readonly error: string | null;
  /** How often it was applied, or tried to be. */
  readonly attempts: number;
  readonly receivedAt: Date;
  readonly processedAt: Date | null;
}

export interface InboxMessageDetailView extends InboxMessageView {
  readonly requestId: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Of the body as it arrived. */
  readonly sizeBytes: number;
  /** The body with secrets struck out; null when it is not text that we can read, and so could not strike out. */
  readonly body: string | null;
}
