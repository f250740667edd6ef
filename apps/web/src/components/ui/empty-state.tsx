import type { ReactNode } from "react";

import { cn } from "./class-names.ts";

interface EmptyStateProps {
  readonly title: string;
  /** What will be here, and how to get it. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly className?: string;
}

export function EmptyState({ title, children, action, className }: EmptyStateProps) {
  return (
    <div className={cn("grid justify-items-center gap-3 px-6 py-16 text-center", className)}>
      <p className="display text-22">{title}</p>
      {children !== undefined && <div className="max-w-prose text-muted">{children}</div>}
      {action !== undefined && <div className="mt-3">{action}</div>}
    </div>
  );
}
