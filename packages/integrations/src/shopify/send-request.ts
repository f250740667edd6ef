import { z } from "zod";

import { ProviderUnavailableError } from "../contracts/errors.ts";
import { type ShopifyRefusal, ShopifyRefusedError, ShopifyThrottledError } from "../contracts/shopify-errors.ts";
import { readRetryAfter } from "../retry/index.ts";

/** What Shopify said to one GraphQL request. */
export interface ShopifyAnswer {
  readonly body: z.output<typeof answerShape>;
  /** `X-Shopify-API-Version` */
  readonly version: string | null;
}

const throttleStatus = z.object({
  maximumAvailable: z.number(),
  currentlyAvailable: z.number(),
  restoreRate: z.number(),
});
const answerShape = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.object({ code: z.string().optional() }).optional(),
      }),
    )
    .optional(),
  extensions: z
    .object({
      cost: z
        .object({ requestedQueryCost: z.number(), actualQueryCost: z.number().nullish(), throttleStatus })
        .optional(),
    })
    .optional(),
});

export interface ShopifyRequest {
  readonly url: string;
  readonly accessToken: string;
  readonly document: string;
  readonly variables: object;
}

/**
 * Sends one GraphQL request and reads the answer to its end. Statuses become errors; what GraphQL itself refuses comes
 * with status 200 and is the caller's to look at.
 */
export async function sendRequest(request: ShopifyRequest, signal: AbortSignal): Promise<ShopifyAnswer> {
  const { url, accessToken, document, variables } = request;
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json", "x-shopify-access-token": accessToken },
    body: JSON.stringify({ query: document, variables }),
    // A shop that moved is told as such: a token goes nowhere but where it was meant for.
    redirect: "manual",
    signal,
  }).catch(away);
  const text = await response.text().catch(away);
  if (!response.ok) throw errorOf(response, text);
  return { body: readAnswer(text), version: response.headers.get("x-shopify-api-version") };
}

function away(cause: unknown): never {
  throw new ProviderUnavailableError("Shopify could not be reached, or broke off", { cause });
}

// A body that was cut short under a good status is the network's doing, and comes whole the next time.
function readAnswer(text: string): z.output<typeof answerShape> {
  try {
    const body = answerShape.parse(JSON.parse(text));
    if (body.data !== undefined || body.errors !== undefined) return body;
  } catch (cause) {
    throw new ProviderUnavailableError("Shopify's answer cannot be read", { cause });
  }
  throw new ProviderUnavailableError("Shopify's answer is empty");
}

const refusals: Readonly<Record<number, ShopifyRefusal>> = {
  401: "token_dead",
  402: "shop_frozen",
  403: "shop_locked",
  404: "shop_gone",
  423: "shop_locked",
};

/** What a status other than 200 means. @see https://shopify.dev/docs/api/usage/response-codes */
export function errorOf({ status, headers }: Pick<Response, "status" | "headers">, text: string): Error {
  const retryAfterMs = readRetryAfter(headers);
  if (status === 429 && retryAfterMs === null) return new ShopifyThrottledError({ requestedCost: 0, status: null });
  // 430: Shopify took us for an attacker, for a while.
  if (status === 408 || status === 429 || status === 430 || status >= 500)
    return new ProviderUnavailableError(`Shopify answered ${status}`, { retryAfterMs });
  const reason = refusals[status] ?? (status >= 300 && status < 400 ? "shop_gone" : "bad_request");
  return new ShopifyRefusedError(`Shopify answered ${status}: ${text.slice(0, 200)}`, { reason, code: String(status) });
}
