import type { z } from "zod";

import { isShopifyRefusal, ShopifyThrottledError } from "../contracts/shopify-errors.ts";
import type { ShopifyCallOptions, ShopifyOperation, ShopifySession, ShopifyShop } from "../contracts/shopify.ts";
import type { Guard } from "../resilience/index.ts";
import { isTransientError, withRetry } from "../retry/index.ts";
import { shopifyApiVersion } from "./api-version.ts";
import { rememberCosts } from "./costs.ts";
import { doInShop } from "./do-in-shop.ts";
import { downloadLines } from "./download-lines.ts";
import { bulkOperationById } from "./operations/bulk-operation-by-id.ts";
import { cancelBulk } from "./operations/cancel-bulk.ts";
import { runBulkQuery } from "./operations/run-bulk-query.ts";
import { costOf, readData } from "./read-answer.ts";
import { sendRequest, type ShopifyAnswer } from "./send-request.ts";
import { waitForTurn } from "./wait-for-turn.ts";

export interface OpenShopOptions {
  readonly session: ShopifySession;
  readonly guard: Guard;
  /** Where the shop's API begins, without a slash at the end. */
  readonly address: string;
  readonly apiBase: string | undefined;
  readonly delayMs?: number | undefined;
}

const costs = rememberCosts();

// A wait for points may be long, and is no failure; what fails is given up on sooner.
const patience = { maxAttempts: 5, delayMs: 400, budgetMs: 180_000 };

/** One shop's Admin API: see `ShopifyShop` for what its calls promise. */
export function openShop(options: OpenShopOptions): ShopifyShop {
  const { session, guard, apiBase, delayMs = patience.delayMs } = options;
  const graphql: ShopifyShop["graphql"] = (operation, variables, call) =>
    withRetry(({ signal }) => tryOnce(options, { operation, variables, call: { ...call, signal } }), {
      ...patience,
      delayMs,
      signal: call.signal,
      isRetryable: (error) =>
        error instanceof ShopifyThrottledError || (operation.repeatable && isTransientError(error)),
    });
  return {
    shopDomain: session.shopDomain,
    graphql,
    ...doInShop(graphql),
    async bulkOperationRunQuery(query, call) {
      const { bulkOperationRunQuery } = await graphql(runBulkQuery, { query }, call);
      return bulkOperationRunQuery.bulkOperation;
    },
    async bulkOperation(id, call) {
      const { bulkOperation } = await graphql(bulkOperationById, { id }, call);
      return bulkOperation;
    },
    async cancelBulkOperation(id, call) {
      const { bulkOperationCancel } = await graphql(cancelBulk, { id }, call);
      return bulkOperationCancel.bulkOperation;
    },
    downloadLines: (url, download) => downloadLines({ url, apiBase, guard, ...download }),
  };
}

interface Try<Variables extends object, Shape extends z.ZodType> {
  readonly operation: ShopifyOperation<Variables, Shape>;
  readonly variables: Variables;
  readonly call: ShopifyCallOptions;
}

/** One request, once its points are there; a second one with a fresh token where the first was turned down. */
async function tryOnce<Variables extends object, Shape extends z.ZodType>(
  options: OpenShopOptions,
  { operation, variables, call }: Try<Variables, Shape>,
): Promise<z.output<Shape>> {
  const { session } = options;
  const send = (accessToken: string) => sendForPoints(options, { operation, variables, call }, accessToken);
  const accessToken = await session.accessToken();
  const answer = await send(accessToken).catch(async (error: unknown) => {
    if (!isShopifyRefusal(error, "token_dead")) throw error;
    return send(await session.accessToken(accessToken));
  });
  if (answer.version !== null && answer.version !== shopifyApiVersion) session.onOtherVersion?.(answer.version);
  return readData(operation, answer, call.onDenied);
}

async function sendForPoints<Variables extends object, Shape extends z.ZodType>(
  { session: { budget }, guard, address }: OpenShopOptions,
  { operation, variables, call }: Try<Variables, Shape>,
  accessToken: string,
): Promise<ShopifyAnswer> {
  const cost = costs.expect(operation, variables);
  let told: ReturnType<typeof costOf> = null;
  try {
    await waitForTurn(await budget.take(cost), call.signal);
    const url = `${address}/admin/api/${shopifyApiVersion}/graphql.json`;
    const request = { url, accessToken, document: operation.document, variables };
    const answer = await guard.run((signal) => sendRequest(request, signal), call.signal);
    told = costOf(answer);
    if (told !== null) costs.note(operation, variables, told.requested);
    return answer;
  } finally {
    await budget.settle(cost, told);
  }
}
