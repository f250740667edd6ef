import { TRPCError, type TRPC_ERROR_CODE_KEY } from "@trpc/server";
import { ZodError } from "zod";

import { DomainError, isDomainError, type ErrorCode } from "@cartwright/core";

interface ErrorAnswer {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 422 | 429 | 500 | 502 | 503;
  /** What callers read; never what happened inside. */
  readonly message: string;
}

/** How every refusal leaves the API. `docs/error-codes.md` is written from this table. */
export const errorTable = {
  invalid_input: { status: 400, message: "The request has missing or malformed fields; details name them." },
  unauthenticated: { status: 401, message: "Sign in, or send an API key or token." },
  forbidden: { status: 403, message: "This caller may not do that." },
  not_found: { status: 404, message: "There is nothing here that this caller may see." },
  method_not_allowed: { status: 405, message: "This address does not take that method." },
  conflict: { status: 409, message: "The present state does not allow that." },
  payload_too_large: { status: 413, message: "The body is larger than is taken here; details have the limit." },
  rate_limited: { status: 429, message: "Too many requests; try again after the time in details." },
  internal_error: { status: 500, message: "Something failed on our side; the request id finds it in our logs." },
  service_unavailable: { status: 503, message: "The service cannot answer right now; try again shortly." },
  idempotency_key_required: { status: 400, message: "Send an Idempotency-Key header of 1 to 255 characters." },
  idempotency_key_reused: { status: 422, message: "This Idempotency-Key was used for a different request." },
  request_in_progress: { status: 409, message: "The first request with this Idempotency-Key is still running." },
  out_of_stock: { status: 409, message: "Some lines ask for more than is in stock; details name them." },
  price_changed: { status: 409, message: "A price changed since it was seen; details have the current one." },
  variant_unavailable: { status: 409, message: "Something in the order is not on sale." },
  cart_empty: { status: 409, message: "The cart has no lines." },
  cart_already_ordered: { status: 409, message: "This cart was ordered already." },
  address_invalid: {
    status: 400,
    message: "The address does not fit the rules of its country; details name the field.",
  },
  shipping_method_unavailable: { status: 409, message: "This shipping method does not deliver to the address." },
  pickup_point_unavailable: { status: 409, message: "The carrier knows no such pickup point; choose another one." },
  label_refused: { status: 409, message: "The carrier refused; details have its reason." },
  payment_method_unavailable: { status: 409, message: "This payment method is not offered." },
  payment_failed: { status: 409, message: "The payment was refused." },
  provider_unavailable: {
    status: 502,
    message: "The payment provider or carrier cannot be reached; try again shortly.",
  },
  invalid_order_state: { status: 409, message: "The order's state does not allow that." },
  order_on_hold: { status: 409, message: "The order is on hold; details have the reason. Release it first." },
  refund_exceeds_captured: { status: 409, message: "The refund is above what is left of the captured amount." },
  stock_conflict: { status: 409, message: "The stock is not what the request expected." },
  negative_stock: { status: 409, message: "The change would leave less stock than is reserved, or less than none." },
  sku_taken: { status: 409, message: "Another variant has this SKU." },
  slug_taken: { status: 409, message: "Another product has this slug." },
  email_taken: { status: 409, message: "An account with this e-mail exists." },
  wrong_credentials: { status: 401, message: "E-mail or password is wrong." },
  second_factor_required: { status: 401, message: "A code from the app, or a recovery code, is needed as well." },
  second_factor_wrong: { status: 401, message: "The code is wrong, too old, or was used." },
  identity_unverified: {
    status: 403,
    message: "The address was not proven, there or here; sign in with your password.",
  },
  link_invalid: { status: 409, message: "The link was used, is too old, or a newer one took its place." },
  version_conflict: { status: 409, message: "Somebody else saved this meanwhile; read it again." },
  target_url_refused: { status: 400, message: "Callbacks may not go to this address." },
  invalid_signature: { status: 401, message: "The signature is missing, wrong or too old." },
  job_not_changeable: { status: 409, message: "The job is running, or gone." },
  stream_limit_reached: { status: 503, message: "Too many live streams are open." },
  integration_not_found: { status: 404, message: "There is no active Shopify shop of that id." },
  integration_inactive: { status: 409, message: "The app was removed from the shop, or has to be installed again." },
} as const satisfies Record<ErrorCode, ErrorAnswer>;

/** A refusal as callers get it, over REST and tRPC alike. */
export interface ApiError {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Record<string, unknown> | undefined;
}

/** What the caller is told about `error`. What is no refusal is told as `internal_error` and nothing more. */
export function toApiError(error: unknown): ApiError {
  const refusal = findRefusal(error);
  const code = refusal?.code ?? "internal_error";
  const { status, message } = errorTable[code];
  const told = refusal && refusal.message !== refusal.code ? refusal.message : message;
  const details = refusal && Object.keys(refusal.details).length > 0 ? refusal.details : undefined;
  return { status, code, message: told, details };
}

/** The tRPC error with the same status, keeping the refusal as its cause. */
export function toTrpcError(refusal: DomainError): TRPCError {
  const { status, message } = toApiError(refusal);
  return new TRPCError({ code: trpcCodes[status as ErrorAnswer["status"]], message, cause: refusal });
}

/** The refusal for input that a schema turned down: one entry per field, in the words of the schema. */
export function invalidInput(error: ZodError): DomainError {
  const fields = error.issues.map((issue) => ({ field: issue.path.map(String).join("."), problem: issue.message }));
  return new DomainError("invalid_input", { fields });
}

const trpcCodes = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  405: "METHOD_NOT_SUPPORTED",
  409: "CONFLICT",
  413: "PAYLOAD_TOO_LARGE",
  422: "UNPROCESSABLE_CONTENT",
  429: "TOO_MANY_REQUESTS",
  500: "INTERNAL_SERVER_ERROR",
  502: "BAD_GATEWAY",
  503: "SERVICE_UNAVAILABLE",
} as const satisfies Record<ErrorAnswer["status"], TRPC_ERROR_CODE_KEY>;

// tRPC's own refusals: an unknown procedure, a wrong method, a body that is no JSON.
const ownCodes: Partial<Record<TRPC_ERROR_CODE_KEY, ErrorCode>> = {
  PARSE_ERROR: "invalid_input",
  BAD_REQUEST: "invalid_input",
  NOT_FOUND: "not_found",
  METHOD_NOT_SUPPORTED: "method_not_allowed",
  UNSUPPORTED_MEDIA_TYPE: "invalid_input",
  PAYLOAD_TOO_LARGE: "payload_too_large",
};

function findRefusal(error: unknown): DomainError | undefined {
  if (isDomainError(error)) return error;
  if (!(error instanceof TRPCError)) return undefined;
  if (isDomainError(error.cause)) return error.cause;
  // An answer that does not fit its schema is our defect, whatever tRPC calls it.
  if (error.code === "BAD_REQUEST" && error.cause instanceof ZodError) return invalidInput(error.cause);
  const code = ownCodes[error.code];
  return code === undefined ? undefined : new DomainError(code);
}
