import { createHash } from "node:crypto";

import { themeScript } from "#lib/theme.ts";

const upgrade =
  // oxlint-disable-next-line node/no-process-env -- read by the server before there is an env that has been parsed
  process.env["WEB_URL"]?.startsWith("https:") === true ? ["upgrade-insecure-requests"] : [];

// Set by hand, in every page: it has no nonce, since pages that are the same for everybody cannot know one.
const theme = hashOf(themeScript);

/**
 * What sonner, which shows messages in passing, writes into the page; it knows no nonces. The first is that of an element that is
 * still empty. A test says when another version writes something else.
 */
export const toastStyles = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
] as const;

/**
 * For a page: only scripts that bear the nonce run, and what those load. Neither what somebody has got into a text of the page nor
 * a file that lies here runs, whatever it is called.
 */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic' ${theme}`,
    "script-src-attr 'none'",
    `style-src 'self' 'nonce-${nonce}' ${toastStyles.join(" ")}`,
    "style-src-attr 'none'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...upgrade,
  ].join("; ");
}

/** For everything that is no page: if a browser is made to show it as one, it can do nothing. */
export const dataPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** How a policy names an inline script or style. */
export function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
