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

/** Azure's metadata and DHCP server: an address of the public range that only machines there can reach. */
const azureHost = "168.63.129.16";

/**
 * True for addresses of the public internet; false for private, loopback, link-local, metadata and reserved ones, in every
 * form: IPv4 inside IPv6 (mapped, NAT64, 6to4, Teredo) is refused or looked at as IPv4.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast" || parsed.toString() === azureHost) return false;
  // All that was ever given out of IPv6 is 2000::/3. The rest holds old forms, such as IPv4 at the end of ::/96.
  return parsed instanceof ipaddr.IPv4 || (parsed.parts[0] ?? 0) >> 13 === 1;
}

function refused(reason: string): DomainError {
  return new DomainError("target_url_refused", { reason });
}
