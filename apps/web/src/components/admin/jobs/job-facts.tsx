import Link from "next/link";

import type { JobDetailDto } from "@cartwright/api/schemas";

import { Fact, Facts } from "../parts/facts.tsx";
import { Panel } from "../parts/panel.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { durationWords } from "./duration-words.ts";
import { jobsAddress } from "./job-filters.ts";

/** When it came, waited and ran, what caused it, and what it was given. */
export function JobFacts({ job }: { readonly job: JobDetailDto }) {
  return (
    <div className="grid grid-cols-1 gap-4">
      <Panel title="Timing">
        <Facts>
          <Fact label="Queued">
            <RelativeTime instant={job.queuedAt} />
          </Fact>
          {job.runAt !== null && (
            <Fact label="Due">
              <RelativeTime instant={job.runAt} />
            </Fact>
          )}
          {job.startedAt !== null && (
            <Fact label="Started">
              <RelativeTime instant={job.startedAt} />
            </Fact>
          )}
          {job.finishedAt !== null && (
            <Fact label="Ended">
              <RelativeTime instant={job.finishedAt} />
            </Fact>
          )}
          <LastTry job={job} />
          <Fact label="Tries">
            <span className="figures">
              {job.attempts} of {job.maxAttempts}
            </span>
          </Fact>
        </Facts>
      </Panel>
      <Panel title="Origin">
        <Facts>
          <Cause job={job} />
          {job.requestId !== null && (
            <Fact label="Correlation id">
              <Link
                href={jobsAddress({ state: "done", search: job.requestId })}
                className="font-mono text-12 break-all underline decoration-edge underline-offset-4"
              >
                {job.requestId}
              </Link>
            </Fact>
          )}
          {job.jobKey !== null && <Mono label="Key" value={job.jobKey} />}
          {job.queue !== null && <Mono label="Queue" value={job.queue} />}
          {job.priority !== null && (
            <Fact label="Priority">
              <span className="figures">{job.priority}</span>
            </Fact>
          )}
          {job.workerId !== null && <Mono label="Worker" value={job.workerId} />}
        </Facts>
      </Panel>
      <Panel title="Payload" flush>
        {/* A region that scrolls must be reachable by keyboard. */}
        <section aria-label="JSON" tabIndex={0} className="max-h-96 overflow-auto p-4">
          <pre className="font-mono text-12 [overflow-wrap:anywhere] whitespace-pre-wrap">
            {JSON.stringify(job.payload, null, 2)}
          </pre>
        </section>
      </Panel>
    </div>
  );
}

function LastTry({ job: { tries } }: { readonly job: JobDetailDto }) {
  const [last] = tries;
  if (last === undefined) return null;
  const [due, started, finished] = [last.dueAt, last.startedAt, last.finishedAt].map((at) => new Date(at).getTime());
  return (
    <>
      <Fact label="Waited">
        <span className="figures">{durationWords(Math.max(0, (started ?? 0) - (due ?? 0)))}</span>
      </Fact>
      <Fact label="Ran">
        <span className="figures">{durationWords((finished ?? 0) - (started ?? 0))}</span>
      </Fact>
    </>
  );
}

function Cause({ job: { cause } }: { readonly job: JobDetailDto }) {
  if (cause === null) return <Fact label="Cause">Nobody said</Fact>;
  if (cause.kind === "schedule") return <Fact label="Cause">The clock: {cause.name}</Fact>;
  if (cause.kind === "request") return <Fact label="Cause">A request</Fact>;
  return (
    <>
      <Fact label="Cause">Event {cause.type}</Fact>
      <Mono label="Event id" value={cause.eventId} />
    </>
  );
}

function Mono({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <Fact label={label}>
      <span className="font-mono text-12 break-all">{value}</span>
    </Fact>
  );
}
