import type { ReactNode } from "react";

/** Labels with their values, one under the other. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className="grid gap-1.5">{children}</dl>;
}

export function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0 text-right break-words">{children}</dd>
    </div>
  );
}
