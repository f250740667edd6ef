/** A shop's points, as whoever shares them reckons. */
export interface ShopifyPoints {
  readonly maximum: number;
  readonly restorePerS: number;
  /** At `measuredAtMs`; below zero while requests wait for points that are still to come. */
  readonly available: number;
  /** Taken by requests that have not been answered. */
  readonly underWay: number;
  readonly measuredAtMs: number;
}

/** Reservations fade: one of a process that died is never given back, and is all but forgotten after a quarter of an hour. */
export const fadesWithinS = 300;

/** The smallest budget that Shopify gives; the first answer tells the true one. */
export function unknownPoints(nowMs: number): ShopifyPoints {
  return { maximum: 2_000, restorePerS: 100, available: 2_000, underWay: 0, measuredAtMs: nowMs };
}
