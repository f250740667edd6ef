import { header } from "../server/exchange.ts";
import type { Exchange } from "../server/exchange.ts";
import { StripeError, invalidRequest } from "./stripe-error.ts";
import { STRIPE_API_VERSION } from "./stripe-world.ts";

/** The secret key of a request, by Bearer or as the user name of Basic auth; 401 unless it is a test key. */
export function authenticate(exchange: Exchange): string {
  const key = readKey(header(exchange, "authorization"));
  if (key === undefined) {
    throw new StripeError(401, {
      type: "invalid_request_error",
      message:
        "You did not provide an API key. Give it in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    });
  }
  if (!/^(sk|rk)_test_\w+$/.test(key)) {
    throw new StripeError(401, {
      type: "invalid_request_error",
      message: `Invalid API Key provided: ${key.slice(0, 8)}***. The sandbox takes any sk_test_… key.`,
    });
  }
  return key;
}

/** The sandbox speaks one API version, the one that the SDK pins. */
export function requireVersion(exchange: Exchange): void {
  const version = header(exchange, "stripe-version") ?? STRIPE_API_VERSION;
  if (version !== STRIPE_API_VERSION)
    throw invalidRequest(`The sandbox answers in API version ${STRIPE_API_VERSION}, not ${version}.`);
}

function readKey(authorization: string | undefined): string | undefined {
  const [scheme, credentials] = authorization?.split(/\s+/) ?? [];
  if (credentials === undefined) return undefined;
  if (scheme?.toLowerCase() === "bearer") return credentials;
  if (scheme?.toLowerCase() === "basic") return Buffer.from(credentials, "base64").toString("utf8").split(":")[0];
  return undefined;
}
