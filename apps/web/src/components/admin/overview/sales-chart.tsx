import type { DashboardDto } from "@cartwright/api/schemas";

import { formatMoney } from "#lib/money.ts";

import { countWords } from "../parts/count-words.ts";

const height = 56;
const step = 20;
const bar = 13;

const dayWords = new Intl.DateTimeFormat("en-IE", {
  weekday: "short",
  day: "numeric",
  month: "short",
  timeZone: "UTC",
});

/** Sales of the last days as bars; each tells its day and sum on hover, and all are in a table for who cannot see them. */
export function SalesChart({ days }: { readonly days: DashboardDto["days"] }) {
  const highest = Math.max(1, ...days.map(({ sales }) => Number(sales.amount)));
  const width = days.length * step - (step - bar);
  return (
    <figure>
      <figcaption className="flex justify-between gap-2 text-muted">
        <span>Sales, last {days.length} days</span>
        <span className="figures text-12">{peakWords(days)}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="mt-2 h-14 w-full overflow-visible"
      >
        <line x1="0" x2={width} y1={height} y2={height} className="stroke-line" vectorEffect="non-scaling-stroke" />
        {days.map(({ date, sales, orders }, index) => {
          const tall = Math.max(Number(sales.amount) > 0 ? 2 : 0.6, (Number(sales.amount) / highest) * height);
          return (
            <g key={date} className="group">
              <rect x={index * step - (step - bar) / 2} y="0" width={step} height={height} fill="transparent">
                <title>{`${tellDay(date)}: ${formatMoney(sales)}, ${countWords(orders, "order")}`}</title>
              </rect>
              <rect
                x={index * step}
                y={height - tall}
                width={bar}
                height={tall}
                className={`pointer-events-none group-hover:fill-accent ${index === days.length - 1 ? "fill-accent" : "fill-accent/45"}`}
              />
            </g>
          );
        })}
      </svg>
      <table className="sr-only">
        <caption>Sales by day</caption>
        <tbody>
          {days.map(({ date, sales, orders }) => (
            <tr key={date}>
              <th scope="row">{tellDay(date)}</th>
              <td>{formatMoney(sales)}</td>
              <td>{countWords(orders, "order")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

function peakWords(days: DashboardDto["days"]): string {
  const best = days.toSorted((a, b) => Number(b.sales.amount) - Number(a.sales.amount))[0];
  return best && Number(best.sales.amount) > 0 ? `Best: ${tellDay(best.date)}, ${formatMoney(best.sales)}` : "";
}

// The date is already the organization's: no zone may move it again.
function tellDay(date: string): string {
  return dayWords.format(new Date(`${date}T00:00:00Z`));
}
