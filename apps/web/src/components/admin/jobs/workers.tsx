import type { JobsOverviewDto } from "@cartwright/api/schemas";

import { EmptyList } from "../parts/empty-list.tsx";
import { Panel } from "../parts/panel.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";

/** The processes that work the queue. */
export function Workers({ workers }: { readonly workers: JobsOverviewDto["workers"] }) {
  return (
    <Panel title="Workers" className="mt-6" flush>
      {workers.length === 0 ? (
        <EmptyList title="No worker runs">
          Orders are taken all the same; what follows from them waits here. Start one with pnpm start:worker.
        </EmptyList>
      ) : (
        <ul>
          {workers.map(({ id, host, pid, startedAt, heartbeatAt }) => (
            <li
              key={id}
              className="figures flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line px-4 py-2.5 last:border-b-0"
            >
              <span>
                {host} <span className="text-muted">process {pid}</span>
              </span>
              <span className="text-muted">
                started <RelativeTime instant={startedAt} />, last heard of <RelativeTime instant={heartbeatAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
