"use client";

import { z } from "zod/mini";

import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { readFailure } from "#lib/api-error.ts";

import { FailureNotice } from "../parts/failure-notice.tsx";

const named = z.object({ fields: z.array(z.object({ field: z.string(), problem: z.string() })) });

interface SaveProblemProps {
  readonly error: unknown;
  /** Somebody else saved while this was edited. */
  readonly newer: boolean;
  readonly onDiscard: () => void;
  readonly onGoOn: () => void;
}

/** Why a save was refused, or will be, and the ways on. What was typed is never lost by it. */
export function SaveProblem({ error, newer, onDiscard, onGoOn }: SaveProblemProps) {
  if (newer) {
    return (
      <Notice tone="warning" title="Somebody else saved this product meanwhile" live className="mb-4 rounded-admin">
        <p>
          What you changed is still here, and not saved. Take theirs and lose yours, or go on: your next save then
          overwrites the fields that you changed, and leaves the rest as they wrote it.
        </p>
        <div className="mt-2 flex flex-wrap gap-2">
          <Button kind="secondary" size="small" onClick={onGoOn}>
            Go on with mine
          </Button>
          <Button kind="danger" size="small" onClick={onDiscard}>
            Take theirs
          </Button>
        </div>
      </Notice>
    );
  }
  if (error === null || error === undefined) return null;
  const { code, details } = readFailure(error);
  // These two stand elsewhere: by the field, and in the notice above once the newer version is read.
  if (code === "slug_taken" || code === "version_conflict") return null;
  const fields = named.safeParse(details);
  return (
    <div className="mb-4 grid gap-2">
      <FailureNotice error={error} title="Nothing was saved" />
      {fields.success && (
        <ul className="list-disc pl-5 text-danger">
          {fields.data.fields.map(({ field, problem }) => (
            <li key={field}>
              {field}: {problem}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
