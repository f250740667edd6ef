"use client";

import { useState } from "react";

import type { SyncJobDto } from "@cartwright/api/schemas";

import { Status } from "#components/ui/status.tsx";

import { durationWords } from "../../jobs/duration-words.ts";
import { RelativeTime } from "../../parts/relative-time.tsx";
import { SyncReport } from "./sync-report.tsx";
import { diffWords, runWords, waitWords } from "./sync-words.ts";

interface SyncRunProps {
  readonly run: SyncJobDto;
  readonly title: string;
  /** How far it has come, where that is not said elsewhere. */
  readonly far?: string;
}

/** One run in a list: how it stands; opened, what it changed and what failed. */
export function SyncRun({ run, title, far = "" }: SyncRunProps) {
  const [open, setOpen] = useState(false);
  const { word, tone } = runWords(run);
  const waits = waitWords(run);
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="grid w-full gap-x-4 gap-y-0.5 px-4 py-2.5 text-left hover:bg-sunken sm:grid-cols-[minmax(0,1fr)_auto]"
      >
        <span className="flex flex-wrap items-center gap-x-3">
          <span className="font-medium break-words">{title}</span>
          <Status tone={tone}>{word}</Status>
        </span>
        <span className="figures text-12 text-muted sm:text-right">
          <RelativeTime instant={run.startedAt ?? run.createdAt} />
          {tookWords(run)}
        </span>
        <span className="figures text-12 text-muted">
          {[far, diffWords(run)].filter((text) => text !== "").join("; ")}
        </span>
        {waits !== null && <span className="text-12 break-words text-muted sm:col-span-2">{waits}</span>}
      </button>
      {open && <SyncReport syncJobId={run.id} />}
    </li>
  );
}

function tookWords({ startedAt, completedAt }: SyncJobDto): string {
  if (startedAt === null || completedAt === null) return "";
  return `, took ${durationWords(Date.parse(completedAt) - Date.parse(startedAt))}`;
}
