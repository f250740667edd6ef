import { isIP } from "node:net";

import ipaddr from "ipaddr.js";

import { DomainError } from "#errors.ts";

/**
 * Refuses, with `target_url_refused`, an address that callbacks must never go to. A name may still resolve to such an
 * address later: the connection itself is checked again.
 */
export function checkTargetUrl(targetUrl: string, { allowPrivate }: { allowPrivate: boolean }): URL {
  const url = URL.canParse(targetUrl) ? new URL(targetUrl) : null;
  if (url === null) throw refused("not a URL");
  if (url.protocol !== "https:" && url.protocol !== "http:") throw refused("only http and https");
  if (url.username !== "" || url.password !== "") throw refused("a user or password in the URL");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isLocal = isIP(host) === 0 ? /(^|\.)(localhost|local|internal)\.?$/.test(host) : !isPublicAddress(host);
  if (isLocal && !allowPrivate) throw refused("a private address");
  url.hash = "";
  return url;
}

/** True for addresses of the public internet; false for private, loopback, link-local and reserved ones, IPv6 forms included. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  return ipaddr.process(address).range() === "unicast";
}

function refused(reason: string): DomainError {
  return new DomainError("target_url_refused", { reason });
}
