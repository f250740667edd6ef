/** `123 MB`, from bytes. */
export function inMegabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000).toLocaleString("en")} MB`;
}

/** `1.2 ms` */
export function inMilliseconds(ms: number): string {
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

/** `3 s`, `12 min`, `5 h`, from seconds; a dash for none. */
export function inTime(seconds: number | null): string {
  if (seconds === null) return "—";
  if (seconds < 120) return `${Math.round(Math.max(0, seconds))} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}
