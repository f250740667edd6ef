import { createRetryFetch, isTransientError, withRetry } from "#kit/index.ts";

// A fetch that tries again where that is safe. It is used like any other fetch.
const call = createRetryFetch({ maxAttempts: 4, delayMs: 50, budgetMs: 10_000 });

/** Reads one article's stock; a 503 or a broken connection is tried again. */
export async function readStock(baseUrl: string, sku: string, signal?: AbortSignal): Promise<number> {
  const response = await call(`${baseUrl}/stock/${sku}`, { signal: signal ?? null });
  if (!response.ok) throw new Error(`no stock for ${sku}: ${response.status}`);
  return Number(await response.text());
}

/** Pushes one order; its id makes the POST safe to repeat, for the other side books a key once. */
export async function pushOrder(baseUrl: string, order: { id: string; total: string }): Promise<void> {
  const response = await call(`${baseUrl}/orders`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": order.id },
    body: JSON.stringify(order),
  });
  if (!response.ok) throw new Error(`order ${order.id} was refused: ${response.status}`);
}

/** Anything that is not fetch: a client library, a query, a file. */
export function withPatience<T>(work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
  return withRetry(({ signal: ending }) => work(ending), {
    maxAttempts: 5,
    delayMs: 50,
    maxDelayMs: 2_000,
    isRetryable: (error) => isTransientError(error) || (error instanceof Error && error.message === "locked"),
    onRetry: ({ attempt, delayMs, error }) => console.warn("try failed", { attempt, delayMs, error }),
    signal,
  });
}
