import type { HeaderSource } from "./read-header.ts";

export interface SignedMessage {
  /** Exactly the bytes that arrived. */
  readonly rawBody: Uint8Array;
  readonly headers: HeaderSource;
}

/** Tells whether a message comes from who shares the secret; throws `InvalidSignatureError` when not. */
export interface SignatureVerifier {
  verify(message: SignedMessage): void;
}
