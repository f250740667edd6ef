import Link from "next/link";

import { listHref, type ListFilters } from "#lib/list-filters.ts";
import { formatMoney } from "#lib/money.ts";

/** The filters in force, each with the way to be rid of it. */
export function ActiveFilters({ path, filters }: { readonly path: string; readonly filters: ListFilters }) {
  const chips = describe(filters);
  if (chips.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2" aria-label="Filters in force">
      {chips.map(({ label, without }) => (
        <li key={label}>
          <Link
            href={listHref(path, without)}
            scroll={false}
            prefetch={false}
            className="inline-flex min-h-9 items-center gap-2 rounded-full border border-edge bg-surface px-3 text-14 hover:border-ink"
          >
            {label}
            <span className="sr-only">, remove</span>
            <svg viewBox="0 0 12 12" aria-hidden="true" className="size-3">
              <path d="m2 2 8 8M10 2l-8 8" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" />
            </svg>
          </Link>
        </li>
      ))}
    </ul>
  );
}

interface Chip {
  readonly label: string;
  readonly without: ListFilters;
}

function describe(filters: ListFilters): Chip[] {
  const { minPrice, maxPrice, inStock } = filters;
  const euros = (amount: string) => formatMoney({ amount, currency: "EUR" });
  const chips: Chip[] = [];
  if (inStock) chips.push({ label: "In stock", without: { ...filters, inStock: undefined } });
  if (minPrice !== undefined)
    chips.push({ label: `From ${euros(minPrice)}`, without: { ...filters, minPrice: undefined } });
  if (maxPrice !== undefined)
    chips.push({ label: `Up to ${euros(maxPrice)}`, without: { ...filters, maxPrice: undefined } });
  return chips;
}
