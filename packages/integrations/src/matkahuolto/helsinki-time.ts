const clock = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Helsinki",
  dateStyle: "short",
  timeStyle: "medium",
});

const hourMs = 3_600_000;

/**
 * The moment of a Finnish wall clock time, `2026-01-21T14:41:00`; null for what is no such time. A time that comes twice, in the
 * night when clocks go back, is taken as the first; one that no clock shows, in the spring, as an hour later.
 */
export function fromHelsinki(local: string): Date | null {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)/.exec(local) ?? [];
  if (date === undefined || time === undefined) return null;
  const wall = `${date} ${time.length === 5 ? `${time}:00` : time}`;
  const asUtc = Date.parse(`${wall.replace(" ", "T")}Z`);
  if (Number.isNaN(asUtc)) return null;
  // Finland is two hours ahead, three in summer. Summer first: of two moments with one time it is the earlier.
  const moments = [3, 2].map((hours) => new Date(asUtc - hours * hourMs));
  return moments.find((moment) => toHelsinki(moment) === wall.replace(" ", "T")) ?? moments[1] ?? null;
}

/** What a Finnish clock shows, `2026-01-21T14:41:00`. */
export function toHelsinki(moment: Date): string {
  return clock.format(moment).replace(" ", "T");
}
