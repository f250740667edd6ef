"use client";

import { Button } from "#components/ui/button.tsx";

import { countWords } from "../parts/count-words.ts";
import type { JobVerb } from "./job-verbs.ts";
import type { ChosenJobs } from "./use-job-change.ts";
import { VerbButton } from "./verb-button.tsx";

interface JobActionsProps {
  readonly verbs: readonly JobVerb[];
  readonly ids: readonly string[];
  /** All that the list shows, on every page; null when all of them are on this page. */
  readonly matching: ChosenJobs | null;
  readonly all: boolean;
  readonly onAll: (all: boolean) => void;
  readonly onDone: () => void;
}

/** What can be done with the picked jobs, and how many those are. Always there, so that rows do not move when one is picked. */
export function JobActions({ verbs, ids, matching, all, onAll, onDone }: JobActionsProps) {
  const chosen = all && matching ? matching : { ids };
  const none = ids.length === 0;
  return (
    <div className="mb-2 flex min-h-9 flex-wrap items-center gap-x-3 gap-y-2">
      <output className="figures min-w-24 text-muted">
        {all ? "All that fit selected" : none ? "None selected" : `${ids.length} selected`}
      </output>
      {verbs.map((verb) => (
        <VerbButton
          key={verb}
          verb={verb}
          chosen={chosen}
          what={all ? "all that fit, up to 1,000" : countWords(ids.length, "job")}
          disabled={none}
          onDone={onDone}
        />
      ))}
      {!none && matching && (
        <Button kind="quiet" size="small" onClick={() => onAll(!all)}>
          {all ? "Only those on this page" : "Select all that fit"}
        </Button>
      )}
    </div>
  );
}
