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
    <div className="flex max-w-full items-center gap-1.5 max-sm:-mx-4 max-sm:max-w-[100vw] max-sm:[scrollbar-width:none] max-sm:overflow-x-auto max-sm:px-4 max-sm:py-1 sm:flex-wrap">
      <span aria-hidden="true" className="mr-0.5 text-12 text-muted">
        {label}
      </span>
      <ul aria-label={label} className="contents">
        {options.map(({ value, label: word, count }) => (
          <li key={word}>
            <Link
              href={hrefFor(value)}
              scroll={false}
              prefetch={false}
              aria-current={value === chosen ? "true" : undefined}
              className={cn(
                "inline-flex min-h-8 items-center whitespace-nowrap pointer-coarse:min-h-11 gap-1.5 rounded-full border border-line bg-surface px-3 hover:border-edge",
                value === chosen && "border-accent bg-accent-soft font-medium text-accent",
              )}
            >
              {word}
              {count !== undefined && <span className="figures text-12">{count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
