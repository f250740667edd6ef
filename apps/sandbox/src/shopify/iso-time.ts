/** A time as Shopify writes it: UTC, without fractions of a second. */
export function isoTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
