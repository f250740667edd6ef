import type { JobDetailDto } from "@cartwright/api/schemas";

import { Panel } from "../parts/panel.tsx";

const clock = new Intl.DateTimeFormat("en-IE", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
});

/** What the job said while it ran. */
export function JobLines({ job: { lines } }: { readonly job: JobDetailDto }) {
  if (lines.length === 0) return null;
  return (
    <Panel title="Log" flush>
      {/* A region that scrolls must be reachable by keyboard. */}
      <section aria-label="Lines" tabIndex={0} className="max-h-96 overflow-auto p-4">
        <ol className="grid gap-0.5 font-mono text-12">
          {lines.map(({ attempt, n, at, line }, index) => (
            <li key={`${attempt} ${n} ${at}`} className="flex gap-3">
              <time suppressHydrationWarning dateTime={at} className="shrink-0 text-muted">
                {clock.format(new Date(at))}
              </time>
              <span className="min-w-0 [overflow-wrap:anywhere] whitespace-pre-wrap">
                {attempt !== lines[index - 1]?.attempt && <span className="text-muted">try {attempt}: </span>}
                {line}
              </span>
            </li>
          ))}
        </ol>
      </section>
    </Panel>
  );
}
