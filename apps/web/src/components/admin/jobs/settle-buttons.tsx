"use client";

import { useState } from "react";

import { Button } from "#components/ui/button.tsx";

import { ActionDialog } from "../parts/action-dialog.tsx";
import { countWords } from "../parts/count-words.ts";
import { useSettle } from "./use-settle.ts";

interface SettleButtonsProps {
  /** Which letters: by id, or all of one cause. */
  readonly letters:
    | { readonly ids: string[] }
    | { readonly kind: string; readonly name: string; readonly cause: string };
  readonly count: number;
  /** Findings of the integrity check are not something that can be done again. */
  readonly again: boolean;
}

/** Has dead letters done again, or lets them go after asking. */
export function SettleButtons({ letters, count, again }: SettleButtonsProps) {
  const [asking, setAsking] = useState(false);
  const { mutate, isPending, error } = useSettle(() => setAsking(false));
  const what = countWords(count, "dead letter");
  return (
    <div className="flex flex-wrap gap-2">
      {again && (
        <Button
          kind="secondary"
          size="small"
          busy={isPending && !asking}
          onClick={() => mutate({ ...letters, resolution: "retried" })}
        >
          {count === 1 ? "Do it again" : `Do ${count} again`}
        </Button>
      )}
      <Button kind="danger" size="small" onClick={() => setAsking(true)}>
        {count === 1 ? "Let go" : `Let ${count} go`}
      </Button>
      {asking && (
        <ActionDialog
          title={`Let ${what} go`}
          description="What they were to do will not be tried again. They stay in the records as discarded."
          action={`Let ${what} go`}
          destructive
          busy={isPending}
          error={error}
          onAct={() => mutate({ ...letters, resolution: "discarded" })}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
