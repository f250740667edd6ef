import { readPdf } from "../carriers/read-pdf.ts";
import type { BookedParcel, LabelFile, LabelOrder, TrackingStep } from "../contracts/carrier.ts";
import { ProviderRefusedError, ProviderUnavailableError } from "../contracts/errors.ts";
import { createGuard, type Guard } from "../resilience/index.ts";
import { withRetry } from "../retry/index.ts";
import { mapTracking, postiTracking } from "./map-tracking.ts";
import { createPostiCall, type PostiRequest, readPosti } from "./posti-call.ts";
import { type PostiOptions, postiBases } from "./posti-options.ts";
import { createPostiTokens } from "./posti-token.ts";
import { orderBody, postiOrders, readOrder } from "./shipping-order.ts";

type Ask = Omit<PostiRequest, "signal">;

// Somebody may be waiting in the checkout.
const patience = { maxAttempts: 2, delayMs: 200, budgetMs: 8_000 };

/** Posti's calls behind one guard. Only what reads is repeated. */
export function createPostiClient(options: PostiOptions) {
  const { timeoutMs, opensAfter, maxConcurrent } = options;
  const guard: Guard = createGuard({ name: "posti", timeoutMs, opensAfter, maxConcurrent });
  const base = postiBases(options);
  const call = createPostiCall(createPostiTokens(options));
  const orders = `${base.api}/shippingapi/api/v2/shipping/order`;
  const headers = { "x-gateway-secret": options.gatewaySecret };

  const once = (request: Ask, outer?: AbortSignal) => guard.run((signal) => call({ ...request, signal }), outer);
  const read = (request: Ask, outer?: AbortSignal) =>
    withRetry(({ signal }) => once(request, signal), { ...patience, signal: outer });

  async function getLabel(labelRef: string, signal?: AbortSignal): Promise<LabelFile | null> {
    const url = labelUrl(labelRef, orders);
    const answer = await read({ url, headers: { ...headers, accept: "application/pdf" } }, signal);
    return answer.status === 404 ? null : readPdf("posti", answer.body);
  }

  return {
    guard,
    base,
    read,
    getLabel,
    async order(order: LabelOrder, signal?: AbortSignal): Promise<BookedParcel> {
      const body = orderBody(order, options.customerNumber);
      const answer = await once({ url: new URL(orders), method: "POST", headers, body }, signal);
      const booked = readOrder(readPosti(postiOrders, answer));
      // The parcel is made: a label that does not come now must not make the order look as if it had failed.
      const label = booked.labelRef === null ? null : await getLabel(booked.labelRef, signal).catch(notNow);
      return { ...booked, label };
    },
    async cancel(externalId: string, signal?: AbortSignal): Promise<void> {
      const url = new URL(`${orders}/${encodeURIComponent(externalId)}`);
      const { status } = await once({ url, method: "DELETE", headers }, signal);
      if (status === 404)
        throw new ProviderRefusedError("posti: it does not know this order; call it off in OmaPosti Pro", {
          code: "NOT_FOUND",
        });
    },
    async track(path: string, signal?: AbortSignal): Promise<Map<string, TrackingStep[]>> {
      const answer = await read({ url: new URL(`${base.tracking}/tracking/7/shipments/${path}`) }, signal);
      return answer.status === 404 ? new Map() : mapTracking(readPosti(postiTracking, answer));
    },
  };
}

/** The label's address comes from an answer, and our credentials go there: to nobody but Posti. */
function labelUrl(labelRef: string, orders: string): URL {
  const url = new URL(labelRef, orders);
  if (url.host === new URL(orders).host || (url.protocol === "https:" && url.host.endsWith(".posti.fi"))) return url;
  throw new ProviderRefusedError(`posti: the label is said to be at ${url.host}`, { code: "foreign_label" });
}

function notNow(error: unknown): null {
  if (error instanceof ProviderUnavailableError || error instanceof ProviderRefusedError) return null;
  throw error;
}
