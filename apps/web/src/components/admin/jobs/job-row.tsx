"use client";

import { useState } from "react";

import type { JobDto } from "@cartwright/api/schemas";

import { Checkbox } from "#components/ui/input.tsx";
import { Status } from "#components/ui/status.tsx";

import { ListCell, ListRow } from "../list/list-table.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { jobStates } from "./job-states.ts";

interface JobRowProps {
  readonly job: JobDto;
  readonly arrived: boolean;
  readonly picked?: boolean;
  /** Absent where nothing can be done with the job. */
  readonly onPick?: (picked: boolean) => void;
}

/** A job; pressing its name unfolds what is known of it. */
export function JobRow({ job, arrived, picked = false, onPick }: JobRowProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <ListRow arrived={arrived} aria-selected={onPick && picked} className={picked ? "bg-accent-soft" : undefined}>
        {onPick && (
          <ListCell>
            <Checkbox
              className="relative z-1 block size-4"
              aria-label={`Select ${job.task} ${job.id}`}
              checked={picked}
              onChange={({ target }) => onPick(target.checked)}
            />
          </ListCell>
        )}
        <ListCell>
          <button
            type="button"
            data-row
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            className="max-w-full truncate font-medium after:absolute after:inset-0 after:content-['']"
          >
            {job.task}
          </button>
        </ListCell>
        <ListCell className="figures hidden text-right sm:table-cell">
          {job.attempts} of {job.maxAttempts}
        </ListCell>
        <ListCell className="text-muted">
          {job.state === "done" ? <Outcome job={job} /> : firstLine(job.lastError)}
        </ListCell>
        <ListCell className="hidden text-muted md:table-cell">
          <When job={job} />
        </ListCell>
      </ListRow>
      {open && (
        <tr>
          <td colSpan={onPick ? 5 : 4} className="border-b border-line bg-sunken px-4 py-3">
            <Detail job={job} />
          </td>
        </tr>
      )}
    </>
  );
}

function Outcome({ job }: { readonly job: JobDto }) {
  return job.lastError === null ? (
    <Status tone="good">Done</Status>
  ) : (
    <Status tone="danger">{firstLine(job.lastError)}</Status>
  );
}

function When({ job: { state, runAt, queuedAt, startedAt, finishedAt } }: { readonly job: JobDto }) {
  if (state === "done" && finishedAt !== null) return <RelativeTime instant={finishedAt} className="relative z-1" />;
  if (state === "active" && startedAt !== null)
    return (
      <>
        since <RelativeTime instant={startedAt} className="relative z-1" />
      </>
    );
  if (["delayed", "retrying"].includes(state) && runAt !== null)
    return (
      <>
        next <RelativeTime instant={runAt} className="relative z-1" />
      </>
    );
  return <RelativeTime instant={queuedAt} className="relative z-1" />;
}

function Detail({ job }: { readonly job: JobDto }) {
  return (
    <div className="grid gap-2">
      <p className="figures flex flex-wrap gap-x-5 gap-y-1 text-muted">
        <Status tone={jobStates[job.state].tone}>{jobStates[job.state].word}</Status>
        <span>Job {job.id}</span>
        <span>
          {job.attempts} of {job.maxAttempts} tries
        </span>
        <span>
          queued <RelativeTime instant={job.queuedAt} />
        </span>
        {job.runAt !== null && job.state !== "done" && (
          <span>
            due <RelativeTime instant={job.runAt} />
          </span>
        )}
      </p>
      {job.lastError !== null && (
        <pre className="font-mono text-12 [overflow-wrap:anywhere] whitespace-pre-wrap">{job.lastError}</pre>
      )}
    </div>
  );
}

function firstLine(text: string | null): string {
  return text?.split("\n")[0] ?? "";
}
