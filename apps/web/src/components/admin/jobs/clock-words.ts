import type { JobScheduleDto } from "@cartwright/api/schemas";

const units = [
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
  [1_000, "second"],
] as const;

/** When a schedule runs, as one would say it; cron fields that are not of a common form are told as they are. */
export function clockWords({ cron, everyMs, timeZone }: Pick<JobScheduleDto, "cron" | "everyMs" | "timeZone">): string {
  if (everyMs !== null) return everyWords(everyMs);
  if (cron === null) return "";
  const [minute = "", hour = "", ...days] = cron.trim().split(/\s+/);
  const everyDay = days.join(" ") === "* * *";
  if (cron === "* * * * *") return "every minute";
  const everyFew = /^\*\/(\d+)$/.exec(minute)?.[1];
  if (everyFew !== undefined && hour === "*" && everyDay) return `every ${everyFew} minutes`;
  if (/^\d+$/.test(minute) && hour === "*" && everyDay) return `every hour at minute ${minute}`;
  if (/^\d+$/.test(minute) && /^\d+$/.test(hour) && everyDay) {
    return `every day at ${hour.padStart(2, "0")}:${minute.padStart(2, "0")} ${timeZone}`;
  }
  return `${cron} ${timeZone}`;
}

function everyWords(everyMs: number): string {
  const [unitMs, unit] = units.find(([ms]) => everyMs % ms === 0) ?? [1, "millisecond"];
  const count = everyMs / unitMs;
  return count === 1 ? `every ${unit}` : `every ${count} ${unit}s`;
}
