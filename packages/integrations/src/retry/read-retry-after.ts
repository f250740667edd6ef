/**
 * How long a `Retry-After` header asks to wait, in milliseconds: seconds, or until a date. Null when there is none that can
 * be read; zero for a date that is over.
 */
export function readRetryAfter(headers: Headers, now: number = Date.now()): number | null {
  const value = headers.get("retry-after")?.trim();
  if (value === undefined || value === "") return null;
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  const until = Date.parse(value);
  return Number.isNaN(until) ? null : Math.max(0, until - now);
}
