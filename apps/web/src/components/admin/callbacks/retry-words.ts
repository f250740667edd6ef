const units = { d: 86_400, h: 3_600, m: 60, s: 1 } as const;

/** Seconds as people write them: `90` is `90s`, `7200` is `2h`. */
export function retryWords(schedule: readonly number[]): string {
  return schedule.map(inLargestUnit).join(", ");
}

/** Reads `5s, 5m, 2h` back into seconds; null for anything else. Empty text is an empty list. */
export function readRetryWords(text: string): number[] | null {
  const words = text.split(/[\s,]+/).filter((word) => word !== "");
  const seconds = words.map(readWord);
  return seconds.includes(null) ? null : seconds.filter((one) => one !== null);
}

function inLargestUnit(seconds: number): string {
  const fitting = Object.entries(units).find(([, size]) => seconds % size === 0 && seconds >= size);
  return fitting === undefined ? `${seconds}s` : `${seconds / fitting[1]}${fitting[0]}`;
}

function readWord(word: string): number | null {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(word) ?? [];
  if (count === undefined || unit === undefined || !isUnit(unit)) return null;
  return Number(count) * units[unit];
}

function isUnit(unit: string): unit is keyof typeof units {
  return unit in units;
}
