import type { ReactNode } from "react";

interface EmptyListProps {
  readonly title: string;
  /** What will be here, and how to get it. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** The calm, small form of an empty state, for lists and panels. */
export function EmptyList({ title, children, action }: EmptyListProps) {
  return (
    <div className="grid justify-items-center gap-1.5 px-6 py-12 text-center">
      <p className="font-semibold">{title}</p>
      <p className="max-w-[52ch] text-muted">{children}</p>
      {action !== undefined && <div className="mt-2">{action}</div>}
    </div>
  );
}
