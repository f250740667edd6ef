import type { Reply } from "./exchange.ts";
import type { SafeHtml } from "./html.ts";

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(body),
  };
}

export function page(document: SafeHtml, status = 200): Reply {
  return {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      // No form-action: Chromium applies it to the redirect back to the merchant as well.
      "content-security-policy":
        "default-src 'none'; style-src 'self'; img-src 'self' data: http: https:; frame-src 'self'",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
    body: document.text,
  };
}

/** 303, so that the browser follows a form's POST with a GET. */
export function redirect(location: string): Reply {
  return { status: 303, headers: { location }, body: "" };
}

export function noContent(): Reply {
  return { status: 204, headers: {}, body: "" };
}
