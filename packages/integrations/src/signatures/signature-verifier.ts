import type { SourceWebhook } from "../contracts/webhook-source.ts";
import type { Secrets } from "./compare.ts";
import type { HeaderSource } from "./read-header.ts";
import type { VerifiedMessage } from "./verified-message.ts";

export interface SignedMessage {
  /** Exactly the bytes that arrived. */
  readonly rawBody: Uint8Array;
  readonly headers: HeaderSource;
}

/** Tells whether a message comes from who shares the secret; throws `InvalidSignatureError` when not. */
export interface SignatureVerifier {
  verify(message: SignedMessage): void;
}

export interface SigningKeys {
  /** One secret, or two while it is being rotated. */
  readonly secrets: Secrets;
  /** How far a signature's time may be from ours, in both directions, where the sender signs one. Default 5 minutes. */
  readonly toleranceMs?: number | undefined;
  readonly now?: (() => Date) | undefined;
}

/**
 * How a sender signs: makes a verifier for its keys, and throws `TypeError` for keys that cannot be. `describe` reads what
 * that sender calls its messages; without it they are read as `describeBody` does.
 */
export interface SignatureScheme {
  (keys: SigningKeys): SignatureVerifier;
  readonly describe?: DescribeMessage;
}

/** Names a message whose signature fits. */
export type DescribeMessage = (message: VerifiedMessage) => SourceWebhook;
