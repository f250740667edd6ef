import { InvalidSignatureError } from "../contracts/errors.ts";
import type { SourceWebhook, WebhookSource } from "../contracts/webhook-source.ts";
import { type HeaderSource, readHeader, type SignatureVerifier } from "../signatures/index.ts";

export interface VerifiedMessage {
  readonly rawBody: Uint8Array;
  /** A header that must be there, once. */
  header(name: string): string;
  /** The body as JSON; a body that is none is refused. */
  json(): unknown;
}

export interface WebhookHandlerOptions {
  readonly name: string;
  readonly verifier: SignatureVerifier;
  /** Names the message. Called only when the signature fits. */
  readonly describe: (message: VerifiedMessage) => SourceWebhook;
}

/**
 * Takes webhooks of a sender of your own: say how it signs and what it calls its messages; storing once, answering fast and
 * applying by a job come by themselves.
 *
 * @example
 * createWebhookHandler({
 *   name: "wms",
 *   verifier: signatureVerifiers.hmacHeader("x-wms-signature", { secrets, encoding: "hex" }),
 *   describe: (message) => ({ accountId: "", externalId: message.header("x-wms-id"), topic: "stock" }),
 * });
 */
export function createWebhookHandler({ name, verifier, describe }: WebhookHandlerOptions): WebhookSource {
  return {
    name,
    async readWebhook({ rawBody, headers }) {
      verifier.verify({ rawBody, headers });
      return describe(openMessage(rawBody, headers));
    },
  };
}

function openMessage(rawBody: Uint8Array, headers: HeaderSource): VerifiedMessage {
  return {
    rawBody,
    header: (name) => readHeader(headers, name),
    json() {
      try {
        const read: unknown = JSON.parse(Buffer.from(rawBody).toString("utf8"));
        return read;
      } catch (error) {
        throw new InvalidSignatureError("the message is signed, but is no JSON", { cause: error });
      }
    },
  };
}
