"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";

import { Button } from "#components/ui/button.tsx";

interface RowFrameProps {
  /** "Condition 2" */
  readonly label: string;
  readonly onRemove?: (() => void) | undefined;
  readonly children: ReactNode;
}

/** One condition or action of the editor, with the way to take it out. */
export function RowFrame({ label, onRemove, children }: RowFrameProps) {
  return (
    <li className="flex items-start gap-2 border-b border-line py-4 first:pt-0 last:border-b-0 last:pb-0">
      <div role="group" aria-label={label} className="grid min-w-0 flex-1 gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {children}
      </div>
      {onRemove && (
        <Button
          kind="quiet"
          size="iconSmall"
          aria-label={`Take out ${label.toLowerCase()}`}
          onClick={onRemove}
          className="mt-6 pointer-coarse:size-11"
        >
          <X aria-hidden="true" className="size-4" />
        </Button>
      )}
    </li>
  );
}
