import type { Clock } from "../clock.ts";

export interface ThrottleSettings {
  readonly maximumAvailable: number;
  /** Points that come back in a second. */
  readonly restoreRate: number;
}

export interface Throttle {
  /** Takes the points when there are as many; false: refused, and nothing is taken. */
  take(cost: number): boolean;
  /** What was taken above what it really cost comes back. */
  giveBack(points: number): void;
  status(): ThrottleSettings & { readonly currentlyAvailable: number };
}

/** More than anybody can use: a shop that never makes one wait. */
const unlimited: ThrottleSettings = { maximumAvailable: 1_000_000, restoreRate: 1_000_000 };

/** Shopify's leaky bucket: full at first, filled again at a steady rate. */
export function createThrottle(settings: ThrottleSettings | null, clock: Clock): Throttle {
  const { maximumAvailable, restoreRate } = settings ?? unlimited;
  let available = maximumAvailable;
  let at = clock.now().getTime();
  const restore = (): void => {
    const now = clock.now().getTime();
    available = Math.min(maximumAvailable, available + ((now - at) / 1_000) * restoreRate);
    at = now;
  };
  return {
    take(cost) {
      restore();
      if (cost > available) return false;
      available -= cost;
      return true;
    },
    giveBack(points) {
      restore();
      available = Math.min(maximumAvailable, available + points);
    },
    status() {
      restore();
      return { maximumAvailable, restoreRate, currentlyAvailable: Math.floor(available) };
    },
  };
}
