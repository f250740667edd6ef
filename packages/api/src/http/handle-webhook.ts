import { DomainError, type Services } from "@cartwright/core";
import { receiveWebhook } from "@cartwright/core/webhooks/receive-webhook";

import { passEdge, type EdgeOptions } from "./edge.ts";
import { readBody } from "./read-body.ts";
import { respondJson } from "./respond.ts";

/**
 * What others tell us: the signature over the raw bytes is checked, the message stored once, and answered 200; a job
 * applies it. A repeat is answered 200 too.
 */
export async function handleWebhook(options: EdgeOptions, request: Request, source: string): Promise<Response> {
  const door = { route: "/api/webhooks/{source}", limited: false, authenticated: false };
  return passEdge(options, request, door, async ({ services, requestId, reply, nameRoute }) => {
    const read = findReader(services, source);
    nameRoute(`/api/webhooks/${source}`);
    const raw = await readBody(request);
    const message = await verified(() => read({ rawBody: raw, headers: request.headers }));
    const { duplicate } = await receiveWebhook(services, {
      source,
      ...message,
      headers: keptHeaders(request),
      raw,
      requestId,
    });
    return respondJson(200, JSON.stringify({ received: true, duplicate }), reply);
  });
}

interface Message {
  readonly accountId: string;
  readonly externalId: string;
  readonly topic: string;
}

type Reader = (input: { rawBody: Uint8Array; headers: Headers }) => Promise<Message>;

function findReader({ payments, carriers, webhookSources = {} }: Services, source: string): Reader {
  const provider = Object.hasOwn(payments, source) ? payments[source] : undefined;
  if (provider) {
    return async (input) => {
      const { accountId, externalId, topic } = await provider.readWebhook(input);
      return { accountId, externalId, topic };
    };
  }
  const carrier = Object.hasOwn(carriers, source) ? carriers[source] : undefined;
  if (carrier) {
    return async (input) => {
      const { externalId, status } = await carrier.readWebhook(input);
      return { accountId: "", externalId, topic: `parcel.${status}` };
    };
  }
  const other = Object.hasOwn(webhookSources, source) ? webhookSources[source] : undefined;
  if (!other) throw new DomainError("not_found", { source });
  return (input) => other.readWebhook(input);
}

// By its name, because the API knows no vendor package: only core does, by its contracts.
async function verified(read: () => Promise<Message>): Promise<Message> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Error && error.name === "InvalidSignatureError") {
      throw new DomainError("invalid_signature", {}, { cause: error });
    }
    throw error;
  }
}

const kept = ["content-type", "user-agent"] as const;

function keptHeaders({ headers }: Request): Record<string, string> {
  return Object.fromEntries(kept.flatMap((name) => (headers.has(name) ? [[name, headers.get(name) ?? ""]] : [])));
}
