import type { JobStatisticsDto } from "@cartwright/api/schemas";

import { countWords } from "../parts/count-words.ts";

const height = 56;
const step = 10;
const bar = 7;

const clock = new Intl.DateTimeFormat("en-IE", { hour: "2-digit", minute: "2-digit" });

/** What ended in each minute of the last hour, done and failed; a table holds the same for who cannot see it. */
export function ThroughputChart({ minutes }: { readonly minutes: JobStatisticsDto["minutes"] }) {
  const highest = Math.max(1, ...minutes.map(({ done, failed }) => done + failed));
  const total = minutes.reduce((sum, { done }) => sum + done, 0);
  const width = minutes.length * step - (step - bar);
  return (
    <figure>
      <figcaption className="flex justify-between gap-2 text-muted">
        <span>Done in the last hour</span>
        <span className="figures text-12">{new Intl.NumberFormat("en-IE").format(total)}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="mt-2 h-14 w-full overflow-visible"
      >
        <line x1="0" x2={width} y1={height} y2={height} className="stroke-line" vectorEffect="non-scaling-stroke" />
        {minutes.map(({ at, done, failed }, index) => {
          const failedHeight = tall(failed, highest);
          const doneHeight = tall(done, highest);
          return (
            <g key={at} className="group">
              <rect x={index * step - (step - bar) / 2} y="0" width={step} height={height} fill="transparent">
                <title
                  suppressHydrationWarning
                >{`${clock.format(new Date(at))}: ${done} done, ${failed} failed`}</title>
              </rect>
              <rect
                x={index * step}
                y={height - doneHeight}
                width={bar}
                height={doneHeight}
                className="pointer-events-none fill-accent/55 group-hover:fill-accent"
              />
              <rect
                x={index * step}
                y={height - doneHeight - failedHeight}
                width={bar}
                height={failedHeight}
                className="pointer-events-none fill-danger"
              />
            </g>
          );
        })}
      </svg>
      <table className="sr-only">
        <caption>Jobs that ended, by ten minutes</caption>
        <tbody>
          {byTen(minutes).map(({ at, done, failed }) => (
            <tr key={at}>
              <th scope="row" suppressHydrationWarning>
                from {clock.format(new Date(at))}
              </th>
              <td>{countWords(done, "job")} done</td>
              <td>{failed} failed</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

// What happened is never too small to be seen.
function tall(count: number, highest: number): number {
  return count === 0 ? 0 : Math.max(1.5, (count / highest) * height);
}

function byTen(minutes: JobStatisticsDto["minutes"]) {
  return Array.from({ length: Math.ceil(minutes.length / 10) }, (_, group) => {
    const some = minutes.slice(group * 10, group * 10 + 10);
    return {
      at: some[0]?.at ?? "",
      done: some.reduce((sum, { done }) => sum + done, 0),
      failed: some.reduce((sum, { failed }) => sum + failed, 0),
    };
  });
}
