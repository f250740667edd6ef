import type { Reply } from "../server/exchange.ts";
import { json } from "../server/reply.ts";

export interface StripeErrorBody {
  type: "invalid_request_error" | "card_error" | "idempotency_error" | "api_error";
  message: string;
  code?: string;
  decline_code?: string;
  param?: string;
  charge?: string;
  payment_intent?: unknown;
  payment_method?: unknown;
}

/** A refusal in Stripe's own shape, `{ "error": { type, code, message, param } }`. */
export class StripeError extends Error {
  readonly status: number;
  readonly body: StripeErrorBody;

  constructor(status: number, body: StripeErrorBody) {
    super(body.message);
    this.status = status;
    this.body = body;
  }
}

export function stripeErrorReply(error: StripeError): Reply {
  const docUrl =
    error.body.code === undefined
      ? {}
      : { doc_url: `https://docs.stripe.com/error-codes/${error.body.code.replaceAll("_", "-")}` };
  return json({ error: { ...error.body, ...docUrl } }, error.status);
}

export function resourceMissing(kind: string, id: string, param = "id"): StripeError {
  return new StripeError(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    param,
    message: `No such ${kind}: '${id}'`,
  });
}

export function invalidRequest(message: string, details: { code?: string; param?: string } = {}): StripeError {
  return new StripeError(400, { type: "invalid_request_error", message, ...details });
}
