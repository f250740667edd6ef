const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a request that rides on a session cookie may change something: it comes from our own pages, or from no browser
 * at all. Browsers say where a request comes from in Sec-Fetch-Site, older ones in Origin; pages cannot forge either.
 */
export function isSameOrigin(request: Request, webUrl: string): boolean {
  if (safeMethods.has(request.method)) return true;
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  const origin = request.headers.get("origin");
  if (origin === null) return true;
  return origin === new URL(webUrl).origin || hostOf(origin) === request.headers.get("host");
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
