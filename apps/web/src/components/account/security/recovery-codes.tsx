"use client";

import { useEffect, useRef } from "react";

import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.ts";

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly dense: boolean;
  readonly onDone: () => void;
}

/** Ways in without the app, shown this once. */
export function RecoveryCodes({ codes, dense, onDone }: RecoveryCodesProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const size = dense ? "medium" : "touch";
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(codes.join("\n"));
      toast.done("The codes are copied");
    } catch {
      // A browser that forbids it: they can still be selected and printed.
      toast.refused("They could not be copied. Select them, or print this page.");
    }
  };
  return (
    <div className="grid grid-cols-1 gap-4">
      <div>
        <h3 ref={heading} tabIndex={-1} className="font-semibold outline-none">
          Keep these recovery codes
        </h3>
        <p className="mt-1 text-muted">
          Each lets you in once when your phone is not there. They are not shown again. Print them, or put them where
          your passwords are.
        </p>
      </div>
      <ul className="figures grid max-w-md grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-x-6 gap-y-1.5">
        {codes.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button size={size} onClick={onDone}>
          I have kept them
        </Button>
        <Button kind="secondary" size={size} onClick={() => void copy()}>
          Copy
        </Button>
        <Button kind="secondary" size={size} onClick={() => window.print()}>
          Print
        </Button>
      </div>
    </div>
  );
}
