"use client";

import { useState } from "react";

import { Button } from "#components/ui/button.tsx";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { jobVerbs, lossOf, type JobVerb } from "./job-verbs.ts";
import { useJobChange, type ChosenJobs } from "./use-job-change.ts";

interface VerbButtonProps {
  readonly verb: JobVerb;
  readonly chosen: ChosenJobs;
  /** What is chosen, in words: "3 jobs". */
  readonly what: string;
  readonly disabled?: boolean;
  readonly size?: "small" | "medium";
  readonly onDone: () => void;
}

/** One thing to do with jobs; what cannot be undone is asked first, in numbers. */
export function VerbButton({ verb, chosen, what, disabled = false, size = "small", onDone }: VerbButtonProps) {
  const [asking, setAsking] = useState(false);
  const { change, isPending, error } = useJobChange(verb, () => {
    setAsking(false);
    onDone();
  });
  const { label } = jobVerbs[verb];
  const loss = lossOf(verb);
  return (
    <>
      <Button
        kind={loss === undefined ? "secondary" : "danger"}
        size={size}
        disabled={disabled}
        busy={isPending && !asking}
        onClick={() => (loss === undefined ? change(chosen) : setAsking(true))}
      >
        {label}
      </Button>
      {asking && (
        <ActionDialog
          title={`${label} ${what}`}
          {...(loss === undefined ? {} : { description: loss })}
          action={`${label} ${what}`}
          destructive
          busy={isPending}
          error={error}
          onAct={() => change(chosen)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
