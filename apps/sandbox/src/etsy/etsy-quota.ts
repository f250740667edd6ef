import { z } from "zod";

import type { Clock } from "../clock.ts";

export const etsyQuotaInput = z.strictObject({
  perSecond: z.number().int().min(1).optional(),
  perDay: z.number().int().min(1).optional(),
  /** `old`: a 429 bears no header at all, as older documents say; `new`: `retry-after`, and the typo of the newer ones. */
  headers: z.enum(["old", "new"]).optional(),
});

/** Counts the calls of one app as Etsy does: in the last second, and in the last 24 hours. */
export interface EtsyQuota {
  /** Counts a call. `refused` is how long to wait, in seconds; null for a call that may go on. */
  count(apiKey: string): { refused: number | null; headers: Record<string, string> };
  change(settings: z.output<typeof etsyQuotaInput>): void;
  report(): { perSecond: number; perDay: number; counted: number; refused: number };
  clear(): void;
}

const DAY_MS = 86_400_000;
const usual = { perSecond: 10, perDay: 10_000, headers: "new" as "old" | "new" };

export function createEtsyQuota(clock: Clock): EtsyQuota {
  let settings = { ...usual };
  let totals = { counted: 0, refused: 0 };
  const calls = new Map<string, number[]>();
  return {
    count(apiKey) {
      const now = clock.now().getTime();
      const today = (calls.get(apiKey) ?? []).filter((at) => at > now - DAY_MS);
      const second = today.filter((at) => at > now - 1_000);
      calls.set(apiKey, today);
      const isOver = second.length >= settings.perSecond || today.length >= settings.perDay;
      if (isOver) {
        totals.refused += 1;
        const seconds = today.length >= settings.perDay ? 7_200 : 1;
        const told: Record<string, string> = settings.headers === "old" ? {} : { "retry-after": String(seconds) };
        return { refused: seconds, headers: told };
      }
      totals.counted += 1;
      today.push(now);
      return { refused: null, headers: headersOf(settings, { second: second.length + 1, today: today.length }) };
    },
    change: (changed) => {
      settings = { ...settings, ...withoutUndefined(changed) };
    },
    report: () => ({ perSecond: settings.perSecond, perDay: settings.perDay, ...totals }),
    clear() {
      settings = { ...usual };
      totals = { counted: 0, refused: 0 };
      calls.clear();
    },
  };
}

function headersOf(
  { perSecond, perDay, headers }: typeof usual,
  used: { second: number; today: number },
): Record<string, string> {
  const remaining = headers === "old" ? "x-remaining-this-second" : "x-remaining-this-secon";
  return {
    "x-limit-per-second": String(perSecond),
    [remaining]: String(perSecond - used.second),
    "x-limit-per-day": String(perDay),
    "x-remaining-today": String(perDay - used.today),
  };
}

function withoutUndefined<T extends object>(settings: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
