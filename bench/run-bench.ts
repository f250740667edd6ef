import type { Bench, Measurement } from "./bench.ts";

export interface Result extends Measurement {
  /** Of each run; `value` is their median. */
  readonly values: readonly number[];
  readonly kept: boolean | null;
}

/** Measures a bench several times and answers the median of each metric. */
export async function runBench(bench: Bench, say: (line: string) => void): Promise<Result[]> {
  const { run, close } = await bench.open();
  try {
    const runs: (readonly Measurement[])[] = [];
    for (let n = 1; n <= (bench.runs ?? 3); n += 1) {
      const measured = await run();
      say(`  run ${n}: ${measured.map(({ metric, value, unit }) => `${metric} ${round(value)} ${unit}`).join(", ")}`);
      runs.push(measured);
    }
    return (runs[0] ?? []).map((first) => summarise(first, runs));
  } finally {
    await close();
  }
}

function summarise(first: Measurement, runs: readonly (readonly Measurement[])[]): Result {
  const values = runs.flatMap((run) => run.filter(({ metric }) => metric === first.metric).map(({ value }) => value));
  const value = median(values);
  const { promised, lowerIsBetter = false } = first;
  const kept = promised === undefined ? null : lowerIsBetter ? value <= promised : value >= promised;
  return { ...first, value, values, kept };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** The value below which `share` (0 to 1) of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Three significant digits below a thousand, whole numbers above. */
export function round(value: number): number {
  return Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
}
