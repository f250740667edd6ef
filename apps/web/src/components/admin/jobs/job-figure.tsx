import Link from "next/link";

import { cn } from "#components/ui/class-names.ts";

interface JobFigureProps {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  readonly href: string;
  readonly tone?: "warning" | "danger" | undefined;
}

/** One number of the overview, and the way to the jobs behind it. */
export function JobFigure({ label, value, note, href, tone }: JobFigureProps) {
  return (
    <Link href={href} className="group bg-surface p-4 hover:bg-sunken focus-visible:-outline-offset-2">
      <p className="text-muted group-hover:text-ink">{label}</p>
      <p className="figures mt-1 text-22 font-semibold tracking-tight">{value}</p>
      <p
        className={cn(
          "figures mt-1 text-12 text-muted",
          tone === "warning" && "text-warning",
          tone === "danger" && "text-danger",
        )}
      >
        {note}
      </p>
    </Link>
  );
}
