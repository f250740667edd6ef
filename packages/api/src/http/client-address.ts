import { isIP, isIPv6 } from "node:net";

/**
 * The server sets these two on every request before anything reads them, and drops what a client sent under their
 * names: the caller's address, and whether a proxy said that it forwarded the request.
 */
export const addressHeader = "x-cartwright-address";
export const forwardedHeader = "x-cartwright-forwarded";

/**
 * Whom to count a request against, as the server wrote it down: an IPv4 address, or the /64 network of an IPv6 address, since
 * one line has all the addresses of such a network; `unknown` when nobody wrote any.
 */
export function readClientAddress(headers: Headers): string {
  const address = headers.get(addressHeader);
  if (address === null) return "unknown";
  return isIPv6(address) ? networkOf(address) : address;
}

/** The same address as it is, for people who look whether it is their own. */
export function readShownAddress(headers: Headers): string {
  return headers.get(addressHeader) ?? readClientAddress(headers);
}

function networkOf(address: string): string {
  const [head = "", tail] = (address.split("%")[0] ?? "").split("::");
  const groups = (text: string) => text.split(":").filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups(head).length - groups(tail).length);
  const all = [...groups(head), ...Array.from({ length: zeros }, () => "0"), ...groups(tail ?? "")];
  const network = all.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(":")}::/64`;
}

/**
 * The caller's address by the socket and, behind `trustedProxies` proxies, by what the outermost of them wrote into
 * X-Forwarded-For. Entries further left are the client's own words and are never read; an entry that is no address leaves
 * the socket's.
 */
export function resolveClientAddress({
  socketAddress,
  forwardedFor,
  trustedProxies,
}: {
  socketAddress: string | undefined;
  forwardedFor: string | undefined;
  trustedProxies: number;
}): string {
  const socket = plain(socketAddress ?? "unknown");
  if (trustedProxies === 0 || forwardedFor === undefined) return socket;
  const hops = forwardedFor.split(",").map((hop) => hop.trim());
  const told = plain(withoutPort(hops.at(-trustedProxies) ?? hops[0] ?? ""));
  return isIP(told) === 0 ? socket : told;
}

/** True for a request that came straight from this machine. */
export function isLoopback(headers: Headers): boolean {
  const address = headers.get(addressHeader);
  if (address === null || headers.has(forwardedHeader)) return false;
  return address === "::1" || address.startsWith("127.");
}

// Some proxies write the port of the connection too, and every connection has another.
function withoutPort(hop: string): string {
  return /^\[(.+)\](?::\d+)?$/.exec(hop)?.[1] ?? /^([\d.]+):\d+$/.exec(hop)?.[1] ?? hop;
}

// An IPv4 client of a dual-stack socket shows as ::ffff:192.0.2.1.
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}
