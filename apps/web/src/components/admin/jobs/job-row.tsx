"use client";

import type { JobDto } from "@cartwright/api/schemas";

import { Checkbox } from "#components/ui/input.tsx";
import { Status } from "#components/ui/status.tsx";

import { ListCell, ListRow } from "../list/list-table.tsx";
import { RowLink } from "../list/row-link.tsx";
import { RelativeTime } from "../parts/relative-time.tsx";
import { durationWords } from "./duration-words.ts";
import { JobProgress } from "./job-progress.tsx";

interface JobRowProps {
  readonly job: JobDto;
  readonly arrived: boolean;
  readonly picked?: boolean;
  /** Absent where nothing can be done with the job. */
  readonly onPick?: (picked: boolean) => void;
}

/** A job in the list; the row leads to its page. */
export function JobRow({ job, arrived, picked = false, onPick }: JobRowProps) {
  return (
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
      <ListCell className="figures hidden text-muted sm:table-cell">{job.id}</ListCell>
      <ListCell>
        <RowLink href={`/admin/jobs/${job.id}`}>{job.task}</RowLink>
        {/* A phone has no room for a column of its own. */}
        <span className="block truncate text-12 text-muted sm:hidden">
          <Telling job={job} />
        </span>
      </ListCell>
      <ListCell className="figures hidden text-right md:table-cell">
        {job.attempts} of {job.maxAttempts}
      </ListCell>
      <ListCell className="hidden text-muted sm:table-cell" title={job.lastError ?? undefined}>
        <Telling job={job} />
      </ListCell>
      <ListCell className="text-right text-muted md:text-left">
        <When job={job} />
      </ListCell>
    </ListRow>
  );
}

function Telling({ job }: { readonly job: JobDto }) {
  if (job.state === "active" && job.progress) return <JobProgress progress={job.progress} />;
  if (job.state === "done" && job.startedAt !== null && job.finishedAt !== null) {
    const ran = new Date(job.finishedAt).getTime() - new Date(job.startedAt).getTime();
    return (
      <Status tone="good">
        Done <span className="figures text-muted">in {durationWords(ran)}</span>
      </Status>
    );
  }
  return job.lastError?.split("\n")[0] ?? job.jobKey ?? "";
}

function When({ job: { state, runAt, queuedAt, startedAt, finishedAt } }: { readonly job: JobDto }) {
  const at =
    state === "done"
      ? finishedAt
      : state === "active"
        ? startedAt
        : state === "delayed" || state === "retrying"
          ? runAt
          : queuedAt;
  return <RelativeTime instant={at ?? queuedAt} className="relative z-1" />;
}
