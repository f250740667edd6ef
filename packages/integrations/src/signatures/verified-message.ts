import { z } from "zod";

import { InvalidSignatureError } from "../contracts/errors.ts";
import type { SourceWebhook } from "../contracts/webhook-source.ts";
import { hasHeader, type HeaderSource, readHeader } from "./read-header.ts";

/** A message that is known to come from its sender. */
export interface VerifiedMessage {
  readonly rawBody: Uint8Array;
  /** A header that must be there, once. */
  header(name: string): string;
  /** A header that may be missing; given twice it is refused. */
  optionalHeader(name: string): string | undefined;
  /** The body as JSON; a body that is none is refused. */
  json(): unknown;
}

/** Makes a message readable. Nothing of it is read before it is asked for. */
export function openMessage(rawBody: Uint8Array, headers: HeaderSource): VerifiedMessage {
  return {
    rawBody,
    header: (name) => readHeader(headers, name),
    optionalHeader: (name) => (hasHeader(headers, name) ? readHeader(headers, name) : undefined),
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

const named = z.union([z.string().min(1), z.number().transform(String)]).optional();
const naming = z.object({ eventId: named, id: named, event: named, type: named, topic: named, account: named });

/** The name that most senders write into their JSON: `eventId` or `id`, and `event`, `type` or `topic`. */
export function describeBody(message: VerifiedMessage): SourceWebhook {
  const { eventId, id, account = "" } = readNaming(message);
  return { accountId: account, externalId: required(eventId ?? id), topic: readTopic(message) };
}

/** What a message is about, when its JSON says so under `event`, `type` or `topic`. */
export function readTopic(message: VerifiedMessage): string {
  const { event, type, topic } = readNaming(message);
  return required(event ?? type ?? topic);
}

function readNaming(message: VerifiedMessage): z.infer<typeof naming> {
  return naming.safeParse(message.json()).data ?? {};
}

function required(value: string | undefined): string {
  if (value === undefined) throw new InvalidSignatureError("the message is signed, but is not one that we can read");
  return value;
}
