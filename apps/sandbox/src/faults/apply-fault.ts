import type { Clock } from "../clock.ts";
import type { Exchange, Reply } from "../server/exchange.ts";
import { json } from "../server/reply.ts";
import type { Dispatch } from "../server/router.ts";
import type { Fault, FaultTarget, Faults } from "./faults.ts";

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_SLOW_MS = 2_000;

export interface FaultParts {
  faults: Faults;
  clock: Clock;
  dispatch: Dispatch;
}

/**
 * Runs a request through whatever fault is set for its service. `timeout`, `status` and `rate_limit` strike before any work;
 * `drop_after` and `malformed` after it; `slow` where the handler spends its time; `repeat` answers what was answered before.
 *
 * @param gone settles when the caller hung up, so that a held request does not outlive it
 */
export async function applyFault(parts: FaultParts, exchange: Exchange, gone: Promise<void>): Promise<Reply> {
  const target = targetOf(exchange);
  const fault = target && parts.faults.strike(target, nameOf(exchange));
  if (target === undefined) return await parts.dispatch(exchange);
  if (fault === undefined) return remember(parts.faults, exchange, await parts.dispatch(exchange));
  const wait = (ms: number) => Promise.race([gone, new Promise<void>((resolve) => parts.clock.schedule(ms, resolve))]);
  switch (fault.kind) {
    case "status":
      return shapedError(exchange, fault, fault.status);
    case "rate_limit":
      return shapedError(exchange, fault, 429);
    case "timeout":
      await wait(fault.delayMs ?? DEFAULT_TIMEOUT_MS);
      return { status: 504, headers: {}, body: "", drop: true };
    case "slow":
      return await parts.dispatch({ ...exchange, hold: () => wait(fault.delayMs ?? DEFAULT_SLOW_MS) });
    case "drop_after":
      return { ...(await parts.dispatch(exchange)), drop: true };
    case "malformed":
      return truncate(await parts.dispatch(exchange));
    case "repeat":
      return (
        parts.faults.answers.get(nameOf(exchange)) ?? remember(parts.faults, exchange, await parts.dispatch(exchange))
      );
  }
}

function remember(faults: Faults, exchange: Exchange, reply: Reply): Reply {
  if (exchange.method === "GET" && reply.status === 200) faults.answers.set(nameOf(exchange), reply);
  return reply;
}

function nameOf({ method, path }: Exchange): string {
  return `${method} ${path}`;
}

const prefixes: readonly (readonly [string, FaultTarget])[] = [
  ["/stripe/v1/", "stripe"],
  ["/v1/", "stripe"],
  ["/posti/", "carriers"],
  ["/matkahuolto/", "carriers"],
  ["/shopify/", "shopify"],
  ["/mock/", "marketplaces"],
  ["/etsy/v3/", "etsy"],
  ["/amazon/auth/", "amazon"],
  ["/amazon/orders/", "amazon"],
  ["/amazon/listings/", "amazon"],
];

/** The controls beside a service (`/webhook/received`, `/erp/simulate`, `…/ship`) never fail on demand, so that a test can always steer. */
function targetOf({ path }: Exchange): FaultTarget | undefined {
  if (path === "/webhook") return "webhook";
  if (path.endsWith("/ship")) return undefined;
  if (path.startsWith("/erp/stock") || path.startsWith("/erp/orders")) return "erp";
  if (path.startsWith("/shopify/control")) return undefined;
  return prefixes.find(([prefix]) => path.startsWith(prefix))?.[1];
}

function shapedError({ path }: Exchange, fault: Fault, status: number): Reply {
  const seconds = fault.retryAfterSeconds ?? (fault.kind === "rate_limit" ? 1 : undefined);
  const headers: Record<string, string> = seconds === undefined ? {} : { "retry-after": String(seconds) };
  // Its gateway answers when the service behind it cannot, and that speaks no XML.
  if (path.startsWith("/matkahuolto/"))
    return { status, headers: { ...headers, "content-type": "text/html" }, body: `<html>Error ${status}</html>` };
  const body = path.startsWith("/posti/") ? postiBody(status) : errorBody(fault.target, status);
  return json(body, status, headers);
}

function postiBody(status: number): unknown {
  const errorCode = status === 429 ? "TOO_MANY_REQUESTS" : status === 401 ? "UNAUTHORIZED" : "INTERNAL_SERVER_ERROR";
  return { errorCode, message: `The sandbox was told to answer ${status}.`, details: null };
}

function errorBody(target: FaultTarget, status: number): unknown {
  const limited = status === 429;
  if (target === "stripe") {
    const type = limited || status < 500 ? "invalid_request_error" : "api_error";
    return {
      error: { type, ...(limited && { code: "rate_limit" }), message: `The sandbox was told to answer ${status}.` },
    };
  }
  if (target === "shopify")
    return { errors: limited ? "Too Many Requests" : `The sandbox was told to answer ${status}.` };
  if (target === "etsy") return { error: limited ? "You have exceeded your quota" : "Server Error" };
  if (target === "amazon") {
    const code = limited ? "QuotaExceeded" : "InternalFailure";
    return { errors: [{ code, message: `The sandbox was told to answer ${status}.`, details: "" }] };
  }
  if (target === "marketplaces") return { error: limited ? "rate_limited" : "unavailable" };
  return { error: { code: limited ? "rate_limited" : "fault", message: `The sandbox was told to answer ${status}.` } };
}

/** Half of the body under a 200: what a broken proxy hands on. */
function truncate(reply: Reply): Reply {
  if (reply.file !== undefined) return { ...reply, file: { ...reply.file, length: Math.floor(reply.file.length / 2) } };
  return { ...reply, body: reply.body.slice(0, Math.max(1, Math.floor(reply.body.length / 2))) };
}
