import { ProviderRefusedError, ProviderUnavailableError } from "../contracts/errors.ts";

/** HTTP statuses after which the same request may succeed: 408, 425, 429 and 5xx. */
export function isTransientStatus(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || (status >= 500 && status <= 599);
}

/**
 * Whether trying the same again may help: the network or the other side failed for a moment, or Postgres asks for a repeat.
 *
 * Looks at the error and at what caused it (`fetch failed` says nothing by itself). An abort is the caller's will, a
 * refusal is an answer, and what is not known is a defect: none of them is transient. A timeout is.
 */
export function isTransientError(error: unknown): boolean {
  return isTransient(error, 0);
}

// A cause may lead back to itself.
const deepest = 8;

function isTransient(error: unknown, depth: number): boolean {
  if (!(error instanceof Error) || depth > deepest) return false;
  if (error instanceof ProviderUnavailableError) return true;
  if (error instanceof ProviderRefusedError || error.name === "AbortError") return false;
  if (error.name === "TimeoutError") return true;
  const status = statusOf(error);
  if (status !== undefined) return isTransientStatus(status);
  if (codesOf(error).some(isTransientCode)) return true;
  if (error instanceof AggregateError && error.errors.some((each) => isTransient(each, depth + 1))) return true;
  return isTransient(error.cause, depth + 1);
}

function statusOf(error: Error): number | undefined {
  for (const key of ["status", "statusCode"]) {
    const value: unknown = Reflect.get(error, key);
    if (typeof value === "number") return value;
  }
  return undefined;
}

// Prisma keeps Postgres's own code in a plain object below the error.
function codesOf(error: Error): string[] {
  const { cause } = error;
  const inner: unknown = typeof cause === "object" && cause !== null ? Reflect.get(cause, "originalCode") : undefined;
  const own: unknown = Reflect.get(error, "code");
  return [own, inner].filter((code) => typeof code === "string");
}

function isTransientCode(code: string): boolean {
  return networkCodes.has(code) || databaseCodes.has(code) || /^08[0-9A-Z]{3}$/.test(code);
}

const networkCodes: ReadonlySet<string> = new Set([
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EAI_AGAIN",
  "EHOSTDOWN",
  "EHOSTUNREACH",
  "ENETDOWN",
  "ENETRESET",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
  "ERR_HTTP2_GOAWAY_SESSION",
  "ERR_HTTP2_SESSION_ERROR",
  "ERR_HTTP2_STREAM_ERROR",
  "ERR_STREAM_PREMATURE_CLOSE",
  "UND_ERR_BODY_TIMEOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
  "UND_ERR_SOCKET",
]);

// Class 08 (connection) beside these: https://www.postgresql.org/docs/current/errcodes-appendix.html
const databaseCodes: ReadonlySet<string> = new Set([
  "40001", // serialization_failure
  "40P01", // deadlock_detected
  "53300", // too_many_connections
  "55P03", // lock_not_available
  "57P01", // admin_shutdown
  "57P02", // crash_shutdown
  "57P03", // cannot_connect_now
  "P1001", // Prisma: the server cannot be reached
  "P1002", // Prisma: the server did not answer in time
  "P1008", // Prisma: the operation timed out
  "P1017", // Prisma: the server closed the connection
  "P2024", // Prisma: no connection came free in time
  "P2034", // Prisma: write conflict or deadlock
]);
