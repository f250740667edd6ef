import { useId, type ReactNode } from "react";

import { cn } from "#components/ui/class-names.ts";

interface SectionProps {
  readonly title: string;
  readonly dense: boolean;
  /** How it stands. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of the page, in the shop's look or the admin's. */
export function Section({ title, dense, aside, children }: SectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={cn("border border-line bg-surface", dense ? "rounded-admin p-4" : "rounded-shop p-5 sm:p-6")}
    >
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 id={id} className={dense ? "font-semibold" : "display text-22"}>
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
