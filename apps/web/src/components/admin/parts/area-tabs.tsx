import Link from "next/link";
import type { ReactNode } from "react";

import { cn } from "#components/ui/class-names.ts";

export interface AreaTab {
  readonly href: string;
  readonly label: string;
  /** How much waits there, and how badly. */
  readonly count?: number | undefined;
  readonly tone?: "danger" | "warning" | undefined;
}

interface AreaTabsProps {
  /** Names the area to whoever cannot see the tabs. */
  readonly label: string;
  readonly tabs: readonly AreaTab[];
  /** The address of the tab that is open. */
  readonly current: string;
}

const tones = { danger: "bg-danger-soft text-danger", warning: "bg-warning-soft text-warning" } as const;

/** The way between the pages of one area. */
export function AreaTabs({ label, tabs, current }: AreaTabsProps): ReactNode {
  return (
    <nav aria-label={label} className="mb-4 overflow-x-auto border-b border-line max-sm:-mx-4 max-sm:px-4">
      <ul className="flex sm:gap-1">
        {tabs.map(({ href, label: word, count = 0, tone = "warning" }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={href === current ? "page" : undefined}
              className={cn(
                "inline-flex min-h-9 items-center gap-1.5 border-b-2 border-transparent px-2 whitespace-nowrap text-muted sm:px-3 hover:text-ink pointer-coarse:min-h-11",
                href === current && "border-accent font-medium text-ink",
              )}
            >
              {word}
              {count > 0 && <span className={cn("figures rounded-full px-1.5 text-12", tones[tone])}>{count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
