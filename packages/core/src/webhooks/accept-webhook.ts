import type { SourceWebhook } from "@cartwright/integrations/contracts";

import type { Services } from "#context.ts";
import { DomainError } from "#errors.ts";

import type { InboxSource } from "./find-source.ts";
import { keptHeaders } from "./kept-headers.ts";
import { receiveWebhook } from "./receive-webhook.ts";

export interface ArrivedWebhook {
  /** The source's name, as in its address. */
  readonly source: string;
  /** The store that this instance shows: whose the message is until applying it tells otherwise. */
  readonly organizationId: string;
  readonly rawBody: Uint8Array;
  readonly headers: Headers;
  readonly requestId: string;
  readonly signal: AbortSignal;
}

/**
 * Takes what a source sent: checks the signature, then keeps the message for a job or, where the source is not persistent,
 * applies it now. Once this has answered, nothing is lost; a repeat of a kept message answers `duplicate`.
 *
 * @throws DomainError `invalid_signature`; `invalid_input` for names that cannot be kept; whatever a handler throws that
 * runs now
 */
export async function acceptWebhook(
  services: Services,
  from: InboxSource,
  { source, organizationId, rawBody, headers, requestId, signal }: ArrivedWebhook,
): Promise<{ duplicate: boolean }> {
  const named = await verified(() => from.read({ rawBody, headers }));
  refuseUnkeepable(named);
  const message = { ...named, headers: keptHeaders(headers), requestId };
  if (from.persistent) return receiveWebhook(services, { ...message, source, organizationId, raw: rawBody });
  await from.apply({ ...message, rawBody, receivedAt: services.now(), signal });
  return { duplicate: false };
}

// By its name: the web app's bundle holds the class twice, once for us and once for the source.
async function verified(read: () => Promise<SourceWebhook>): Promise<SourceWebhook> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof Error && cause.name === "InvalidSignatureError")
      throw new DomainError("invalid_signature", {}, { cause });
    throw cause;
  }
}

const mostCharacters = 300;

// Postgres keeps no NUL in text, and indexes no text that is too long.
function refuseUnkeepable(named: SourceWebhook): void {
  const { accountId, externalId, topic, eventKey = "" } = named;
  for (const [field, value] of Object.entries({ accountId, externalId, topic, eventKey })) {
    if (value.length > mostCharacters || value.includes("\0")) throw new DomainError("invalid_input", { field });
  }
}
