import { round, type Result } from "./run-bench.ts";

/** A row a metric: what was measured, what was promised, whether it holds. */
export function printTable(name: string, results: readonly Result[], write: (line: string) => void): void {
  const rows = results.map(({ metric, value, unit, promised, lowerIsBetter, kept, values }) => [
    metric,
    `${round(value)} ${unit}`,
    promised === undefined ? "" : `${lowerIsBetter === true ? "≤" : "≥"} ${promised}`,
    kept === null ? "" : kept ? "kept" : "MISSED",
    values.map((one) => String(round(one))).join(" · "),
  ]);
  const header = [name, "median", "promised", "", "runs"];
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of [header, ...rows])
    write(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  write("");
}
