"use client";

import { ArrowUp } from "lucide-react";

interface WaitingRowsProps {
  readonly count: number;
  /** "new order" */
  readonly one: string;
  readonly letIn: () => void;
}

/** Says that new rows wait until the pointer leaves the list, and lets them in at once on request. Takes no room in the list. */
export function WaitingRows({ count, one, letIn }: WaitingRowsProps) {
  return (
    <div role="status" className="pointer-events-none sticky top-14 z-20 h-0 text-center md:top-2">
      {count > 0 && (
        <button
          type="button"
          onClick={letIn}
          className="pointer-events-auto inline-flex min-h-8 -translate-y-1 items-center gap-1.5 rounded-full border border-accent bg-surface px-3 font-medium text-accent shadow-raised"
        >
          <ArrowUp aria-hidden="true" className="size-4" />
          {count} {one}
          {count === 1 ? "" : "s"}
        </button>
      )}
    </div>
  );
}
