import {
  createGuard,
  type GuardSettings,
  ProviderRefusedError,
  ProviderUnavailableError,
  readRetryAfter,
  type SyncPage,
  withRetry,
  z,
} from "#kit/index.ts";

const stockPage = z.object({
  items: z.array(z.object({ sku: z.string(), onHand: z.int().min(0) })),
  nextCursor: z.string().nullable(),
});
const takenOrder = z.object({ id: z.string() });

/** What the ERP has of one SKU. */
export interface ErpStock {
  readonly sku: string;
  readonly onHand: number;
}

export interface ErpOrder {
  /** Our order's id: what the ERP tells about an order, it tells by this. */
  readonly reference: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
}

export interface ErpClient {
  /** A page of stock in the order of SKUs. */
  listStock(cursor: string | null, signal: AbortSignal): Promise<SyncPage<ErpStock>>;
  /** Hands an order over; the same key again hands it over once, and answers the same id. */
  sendOrder(order: ErpOrder, options: { idempotencyKey: string; signal: AbortSignal }): Promise<{ erpOrderId: string }>;
}

export interface ErpClientOptions extends GuardSettings {
  readonly baseUrl: string;
  readonly apiKey: string;
}

const pageLength = 500;
const patience = { maxAttempts: 3, delayMs: 200, budgetMs: 20_000 };

/**
 * The ERP's API. A call is tried three times, and every try counts for the circuit breaker: an ERP that is down is left alone
 * after a few failures, and asked again by a single call after a while.
 */
export function createErpClient({ baseUrl, apiKey, ...settings }: ErpClientOptions): ErpClient {
  const guard = createGuard({ name: "erp", ...settings });
  const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };

  // Reading and sending with a key of its own are both safe to repeat; a call that is not must not go through here.
  async function call<T extends z.ZodType>(shape: T, path: string, init: CallInit): Promise<z.output<T>> {
    const request = { ...init, headers: { ...headers, ...init.headers } };
    const answer = await withRetry(
      ({ signal }) => guard.run((limited) => ask(`${baseUrl}/erp${path}`, { ...request, signal: limited }), signal),
      { ...patience, signal: init.signal },
    );
    return shape.parse(answer);
  }

  return {
    listStock: (cursor, signal) =>
      call(stockPage, `/stock?limit=${pageLength}&cursor=${encodeURIComponent(cursor ?? "")}`, { signal }),
    async sendOrder(order, { idempotencyKey, signal }) {
      const keyed = { method: "POST", headers: { "idempotency-key": idempotencyKey }, body: JSON.stringify(order) };
      const { id } = await call(takenOrder, "/orders", { ...keyed, signal });
      return { erpOrderId: id };
    },
  };
}

interface CallInit {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** One try, body included. Only what may be better next time is told as unavailable: that is tried again, and counted. */
async function ask(url: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(url, init).catch(away);
  const { status, ok, headers } = response;
  if (ok) return response.json().catch(away);
  const body = await response.text().catch(away);
  if (status < 500 && status !== 429)
    throw new ProviderRefusedError(`the ERP refused with ${status}: ${body.slice(0, 200)}`, { code: String(status) });
  throw new ProviderUnavailableError(`the ERP answered ${status}`, { retryAfterMs: readRetryAfter(headers) });
}

function away(cause: unknown): never {
  throw new ProviderUnavailableError("the ERP could not be reached, or broke off", { cause });
}
