import { header } from "./exchange.ts";
import type { Exchange } from "./exchange.ts";
import { Refusal } from "./refusal.ts";

/** Bearer auth with one shared key, or the key in a header of the vendor's own. */
export function requireKey(exchange: Exchange, key: string, ownHeader: string): void {
  const given = header(exchange, ownHeader) ?? header(exchange, "authorization")?.replace(/^Bearer\s+/i, "");
  if (given !== key)
    throw new Refusal(401, "unauthenticated", `Give the key as "Authorization: Bearer …" or in ${ownHeader}.`);
}
