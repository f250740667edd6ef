import type { ReactNode } from "react";

import { cn } from "#components/ui/class-names.ts";

interface PanelProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
  /** Without space around what is inside, for tables. */
  readonly flush?: boolean;
}

/** A titled part of a page. */
export function Panel({ title, aside, children, className, flush = false }: PanelProps) {
  return (
    <section aria-label={title} className={cn("rounded-admin border border-line bg-surface", className)}>
      <div className="flex min-h-11 items-center justify-between gap-3 border-b border-line px-4">
        <h2 className="font-semibold">{title}</h2>
        {aside}
      </div>
      <div className={flush ? undefined : "p-4"}>{children}</div>
    </section>
  );
}
