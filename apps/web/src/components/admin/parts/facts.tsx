import type { ReactNode } from "react";

import { cn } from "#components/ui/class-names.ts";

/** Labels with their values, one under the other. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className="grid gap-1.5">{children}</dl>;
}

interface FactProps {
  readonly label: string;
  readonly children: ReactNode;
  /** The line that the ones above add up to. */
  readonly total?: boolean;
}

export function Fact({ label, children, total = false }: FactProps) {
  return (
    <div className={cn("flex justify-between gap-4", total && "border-t border-line pt-1.5 font-semibold")}>
      <dt className={total ? undefined : "text-muted"}>{label}</dt>
      <dd className="min-w-0 text-right break-words">{children}</dd>
    </div>
  );
}
