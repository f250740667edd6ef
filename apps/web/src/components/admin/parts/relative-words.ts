const day = new Intl.DateTimeFormat("en-IE", { day: "numeric", month: "short" });
const year = new Intl.DateTimeFormat("en-IE", { day: "numeric", month: "short", year: "numeric" });

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long ago, or in how long, as people say it; a date once it is more than a week. Both in milliseconds since 1970. */
export function relativeWords(at: number, now: number): string {
  const distance = Math.abs(now - at);
  // A clock that is a little ahead of ours: just now, not "in 2 s".
  if (distance < 45_000) return "just now";
  if (distance > 7 * dayMs) return (distance > 300 * dayMs ? year : day).format(at);
  const words = distanceWords(distance);
  return at > now ? `in ${words}` : `${words} ago`;
}

function distanceWords(distance: number): string {
  if (distance < hourMs) return `${Math.max(1, Math.round(distance / minuteMs))} min`;
  if (distance < dayMs) return `${Math.round(distance / hourMs)} h`;
  const days = Math.round(distance / dayMs);
  return days === 1 ? "1 day" : `${days} days`;
}
