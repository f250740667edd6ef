import type { Carrier } from "../contracts/carrier.ts";
import { createGuard, type Guard, type GuardSettings } from "../resilience/index.ts";
import { type Secrets, signatureVerifiers } from "../signatures/index.ts";
import { bookAtSandbox } from "./book-shipment.ts";
import { parseSandboxWebhook } from "./parse-webhook.ts";

export interface SandboxCarrierOptions extends GuardSettings {
  /** Which carrier the sandbox plays. */
  readonly name: "posti" | "matkahuolto";
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly webhookSecrets: Secrets;
  readonly now?: () => Date;
}

/** The sandbox's carrier: takes a parcel, and a few seconds later tells by signed webhooks that it left and arrived. */
export function createSandboxCarrier(options: SandboxCarrierOptions): Carrier & { readonly guard: Guard } {
  const { name, webhookSecrets: secrets, timeoutMs, opensAfter, maxConcurrent } = options;
  const guard = createGuard({ name, timeoutMs, opensAfter, maxConcurrent });
  const verifier = signatureVerifiers.timestampedHeader("x-carrier-signature")({ secrets, now: options.now });
  return {
    name,
    guard,
    book: (input, { signal } = {}) => guard.run((timedOut) => bookAtSandbox(options, input, timedOut), signal),
    async readWebhook(message) {
      verifier.verify(message);
      return parseSandboxWebhook(message.rawBody);
    },
    parseWebhook: parseSandboxWebhook,
  };
}
