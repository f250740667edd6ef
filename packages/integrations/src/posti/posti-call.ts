import { z } from "zod";

import { askCarrier, type CarrierAnswer, excerpt } from "../carriers/ask-carrier.ts";
import { ProviderRefusedError, ProviderUnavailableError } from "../contracts/errors.ts";
import type { PostiTokens } from "./posti-token.ts";

export interface PostiRequest {
  readonly url: URL;
  readonly method?: "GET" | "POST" | "DELETE";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal: AbortSignal;
}

/** An answer that Posti gave, 404 and the like included. */
export type PostiCall = (request: PostiRequest) => Promise<CarrierAnswer>;

const postiError = z.object({ errorCode: z.string(), message: z.string().default("") });
const stale = new Set(["EXPIRED", "INVALID_TOKEN"]);

/** Sends with a token. One that Posti calls expired is fetched anew, once: such a request was turned away unread. */
export function createPostiCall(tokens: PostiTokens): PostiCall {
  return async ({ url, method = "GET", headers, body, signal }) => {
    for (let attempt = 1; ; attempt += 1) {
      const token = await tokens.get(signal);
      const answer = await askCarrier("posti", url, {
        method,
        signal,
        headers: {
          accept: "application/json",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
          authorization: `Bearer ${token}`,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (answer.ok || answer.status === 404) return answer;
      const refusal = readRefusal(answer);
      if (attempt > 1 || !stale.has(refusal.code)) throw refusal;
      tokens.drop(token);
    }
  };
}

/** The body as `shape`; an answer of another shape is one that broke. */
export function readPosti<T extends z.ZodType>(shape: T, { body }: CarrierAnswer): z.output<T> {
  try {
    return shape.parse(JSON.parse(new TextDecoder().decode(body)));
  } catch (cause) {
    throw new ProviderUnavailableError(`posti: the answer is not one that we can read: ${excerpt(body)}`, { cause });
  }
}

function readRefusal({ status, body }: CarrierAnswer): ProviderRefusedError {
  const text = new TextDecoder().decode(body);
  const told = postiError.safeParse(parse(text)).data;
  const words = told === undefined ? excerpt(body) : told.message;
  return new ProviderRefusedError(`posti: ${words || `refused with ${status}`}`, {
    code: told?.errorCode ?? String(status),
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
