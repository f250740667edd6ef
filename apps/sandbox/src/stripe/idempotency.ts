import { createHash } from "node:crypto";

import type { BoundedMap } from "../bounded-map.ts";
import type { Reply } from "../server/exchange.ts";
import { StripeError, stripeErrorReply } from "./stripe-error.ts";

export interface StoredAnswer {
  fingerprint: string;
  /** Absent while the first request still runs. */
  reply: Reply | undefined;
}

export interface KeyedRequest {
  key: string;
  account: string;
  method: string;
  path: string;
  rawBody: Buffer;
}

/**
 * Runs `work` once per key. As with Stripe, the first answer is kept whether it succeeded or was declined; a request that was
 * refused before anything ran (400, 401, 404, 409) leaves no trace, so that it can be corrected under the same key.
 */
export async function answerOnce(
  answers: BoundedMap<string, StoredAnswer>,
  request: KeyedRequest,
  work: () => Promise<Reply>,
): Promise<Reply> {
  if (request.key.length > 255) throw keyTooLong;
  const slot = `${request.account} ${request.key}`;
  const fingerprint = fingerprintOf(request);
  const known = answers.get(slot);
  if (known !== undefined) return replay(known, fingerprint, request.key);
  const entry: StoredAnswer = { fingerprint, reply: undefined };
  answers.set(slot, entry);
  try {
    const reply = await work();
    entry.reply = reply;
    return reply;
  } catch (error) {
    if (error instanceof StripeError && error.status === 402) entry.reply = stripeErrorReply(error);
    else answers.delete(slot);
    throw error;
  }
}

const keyTooLong = new StripeError(400, {
  type: "idempotency_error",
  message: "An idempotency key takes at most 255 characters.",
});

function replay(known: StoredAnswer, fingerprint: string, key: string): Reply {
  if (known.fingerprint !== fingerprint) {
    throw new StripeError(400, {
      type: "idempotency_error",
      message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    });
  }
  if (known.reply === undefined) {
    throw new StripeError(409, {
      type: "idempotency_error",
      code: "idempotency_key_in_use",
      message: `There is currently another in-progress request using this Stripe-Idempotency-Key: '${key}'. Try again in a little bit.`,
    });
  }
  return { ...known.reply, headers: { ...known.reply.headers, "idempotent-replayed": "true" } };
}

function fingerprintOf({ method, path, rawBody }: KeyedRequest): string {
  return createHash("sha256").update(`${method} ${path}\n`).update(rawBody).digest("hex");
}
