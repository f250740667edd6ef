import type { ReactNode } from "react";

import { cn } from "./class-names.ts";

const dots = {
  neutral: "bg-edge",
  good: "bg-accent",
  active: "bg-warm",
  warning: "bg-warning",
  danger: "bg-danger",
} as const;

export type StatusTone = keyof typeof dots;

/** A state: a word with a dot, never colour alone. */
export function Status({
  tone,
  children,
  className,
}: {
  readonly tone: StatusTone;
  readonly children: ReactNode;
  readonly className?: string;
}) {
  return (
    <span className={cn("inline-flex items-center gap-1.5 whitespace-nowrap", className)}>
      <span aria-hidden="true" className={cn("size-2 rounded-full", dots[tone])} />
      {children}
    </span>
  );
}

/** A short remark on something: "New", "−20 %". */
export function Badge({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return (
    <span
      className={cn(
        "inline-flex items-center rounded-full bg-surface px-2.5 py-0.5 text-12 font-medium text-ink",
        className,
      )}
    >
      {children}
    </span>
  );
}
