import Link from "next/link";

import { cn } from "#components/ui/class-names.ts";

interface FilterChipsProps<T extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: T | undefined; readonly label: string; readonly count?: number }[];
  readonly chosen: T | undefined;
  /** The address of the list with this choice. */
  readonly hrefFor: (value: T | undefined) => string;
}

/** One filter of a list as a row of chips. Each is a link, so that a choice can be shared and taken back. */
export function FilterChips<T extends string>({ label, options, chosen, hrefFor }: FilterChipsProps<T>) {
  return (
    <div role="group" aria-label={label} className="flex flex-wrap items-center gap-1.5">
      <span className="mr-0.5 text-12 text-muted">{label}</span>
      {options.map(({ value, label: word, count }) => (
        <Link
          key={word}
          href={hrefFor(value)}
          scroll={false}
          prefetch={false}
          aria-current={value === chosen ? "true" : undefined}
          className={cn(
            "inline-flex min-h-8 items-center gap-1.5 rounded-full border border-line bg-surface px-3 hover:border-edge",
            value === chosen && "border-accent bg-accent-soft font-medium text-accent",
          )}
        >
          {word}
          {count !== undefined && <span className="figures text-12 opacity-80">{count}</span>}
        </Link>
      ))}
    </div>
  );
}
