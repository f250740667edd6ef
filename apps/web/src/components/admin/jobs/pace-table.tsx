import type { JobStatisticsDto } from "@cartwright/api/schemas";

import { Panel } from "../parts/panel.tsx";
import { durationWords } from "./duration-words.ts";

type Sum = JobStatisticsDto["hour"];

const numbers = new Intl.NumberFormat("en-IE", { maximumFractionDigits: 1 });

const rows: readonly { readonly label: string; readonly tell: (sum: Sum) => string }[] = [
  { label: "Done", tell: ({ done }) => numbers.format(done) },
  { label: "Per minute", tell: ({ perMinute }) => numbers.format(perMinute) },
  { label: "Tries that failed", tell: ({ failed }) => numbers.format(failed) },
  { label: "Given up", tell: ({ dead }) => numbers.format(dead) },
  { label: "Waited, p50", tell: ({ waitMs }) => duration(waitMs?.p50) },
  { label: "Waited, p95", tell: ({ waitMs }) => duration(waitMs?.p95) },
  { label: "Waited, p99", tell: ({ waitMs }) => duration(waitMs?.p99) },
  { label: "Ran, p50", tell: ({ runMs }) => duration(runMs?.p50) },
  { label: "Ran, p95", tell: ({ runMs }) => duration(runMs?.p95) },
  { label: "Ran, p99", tell: ({ runMs }) => duration(runMs?.p99) },
];

/** Throughput and times of the last hour and day, side by side. */
export function PaceTable({ hour, day }: { readonly hour: Sum; readonly day: Sum }) {
  return (
    <Panel title="Pace" flush>
      <table className="figures w-full">
        <thead>
          <tr className="text-12 text-muted">
            <th scope="col" className="px-4 py-2 text-left font-medium">
              <span className="sr-only">What</span>
            </th>
            <th scope="col" className="px-4 py-2 text-right font-medium">
              Last hour
            </th>
            <th scope="col" className="px-4 py-2 text-right font-medium">
              Last day
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, tell }) => (
            <tr key={label} className="border-t border-line">
              <th scope="row" className="px-4 py-1.5 text-left font-normal text-muted">
                {label}
              </th>
              <td className="px-4 py-1.5 text-right">{tell(hour)}</td>
              <td className="px-4 py-1.5 text-right">{tell(day)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function duration(ms: number | undefined): string {
  return ms === undefined ? "–" : durationWords(ms);
}
