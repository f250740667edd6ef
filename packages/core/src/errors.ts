/**
 * Every reason for which Cartwright refuses. The list is closed: an edge that maps codes to answers does not compile
 * until it has an answer for each. `docs/error-codes.md` explains them to callers.
 */
export const errorCodes = [
  "invalid_input",
  "unauthenticated",
  "forbidden",
  "not_found",
  "method_not_allowed",
  "conflict",
  "payload_too_large",
  "rate_limited",
  "internal_error",
  "service_unavailable",
  "idempotency_key_required",
  "idempotency_key_reused",
  "request_in_progress",
  "out_of_stock",
  "price_changed",
  "variant_unavailable",
  "cart_empty",
  "cart_already_ordered",
  "address_invalid",
  "shipping_method_unavailable",
  "pickup_point_unavailable",
  "label_refused",
  "payment_method_unavailable",
  "payment_failed",
  "provider_unavailable",
  "invalid_order_state",
  "order_on_hold",
  "refund_exceeds_captured",
  "stock_conflict",
  "negative_stock",
  "sku_taken",
  "slug_taken",
  "email_taken",
  "wrong_credentials",
  "second_factor_required",
  "second_factor_wrong",
  "identity_unverified",
  "link_invalid",
  "version_conflict",
  "target_url_refused",
  "invalid_signature",
  "job_not_changeable",
  "stream_limit_reached",
  "integration_not_found",
  "integration_inactive",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/**
 * A refusal that the caller may be told about: `details` are safe to show, `cause` is for our logs.
 * Anything else that is thrown is a defect and answers `internal_error`.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown>;

  constructor(
    code: ErrorCode,
    details: Record<string, unknown> = {},
    options: { message?: string; cause?: unknown } = {},
  ) {
    super(options.message ?? code, { cause: options.cause });
    this.name = "DomainError";
    this.code = code;
    this.details = details;
  }
}

/** True when `error` is a refusal, and, with a code, that refusal. */
export function isDomainError(error: unknown, code?: ErrorCode): error is DomainError {
  return error instanceof DomainError && (code === undefined || error.code === code);
}
