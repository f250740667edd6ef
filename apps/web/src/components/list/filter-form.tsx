"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTransition, type FormEvent } from "react";

import type { ProductPageDto } from "@cartwright/api/schemas";

import { cn } from "#components/ui/class-names.ts";
import { Checkbox, Input, Select } from "#components/ui/input.tsx";
import { listHref, readFilters, type ListFilters } from "#lib/list-filters.ts";

interface FilterFormProps {
  readonly path: string;
  readonly filters: ListFilters;
  readonly facets: ProductPageDto["facets"];
  readonly collections: readonly { readonly slug: string; readonly title: string }[];
  readonly current: string;
}

const sortNames = {
  featured: "Our order",
  newest: "Newest first",
  price_asc: "Price, low to high",
  price_desc: "Price, high to low",
  title: "A to Z",
} as const;

/** A plain GET form. Where scripts run, it sends itself when something is chosen and keeps the address tidy. */
export function FilterForm({ path, filters, facets, collections, current }: FilterFormProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const chosen = new URLSearchParams();
    for (const [name, value] of new FormData(event.currentTarget))
      if (typeof value === "string") chosen.set(name, value);
    startTransition(() => router.push(listHref(path, readFilters(chosen)), { scroll: false }));
  };
  return (
    <form
      action={path}
      method="get"
      onSubmit={submit}
      onChange={(event) => {
        // A price is not finished with its first digit: it waits for Enter, or for the field to be left.
        if (event.target instanceof HTMLInputElement && event.target.type === "text") return;
        event.currentTarget.requestSubmit();
      }}
      aria-label="Filters"
      className={cn("transition-opacity", pending && "opacity-60")}
    >
      {filters.q !== undefined && <input type="hidden" name="q" value={filters.q} />}
      <label htmlFor="sort" className="text-14 font-semibold">
        Sort by
      </label>
      <Select id="sort" name="sort" defaultValue={filters.sort ?? "featured"} className="mt-2">
        {Object.entries(sortNames).map(([value, label]) => (
          <option key={value} value={value}>
            {value === "featured" && filters.q !== undefined ? "Best match" : label}
          </option>
        ))}
      </Select>
      <details
        className="open-when-wide group mt-4 rounded-shop border border-line lg:mt-8 lg:border-0"
        open={hasFilters(filters)}
      >
        <summary className="flex min-h-12 list-none items-center justify-between px-4 font-medium">
          Filter
          <svg viewBox="0 0 16 16" aria-hidden="true" className="size-4 transition-transform group-open:rotate-180">
            <path d="m4 6 4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
          </svg>
        </summary>
        <div className="grid gap-8 px-4 pb-5 lg:px-0 lg:pb-0">
          <PriceRange filters={filters} facets={facets} />
          <label className="flex min-h-11 items-center gap-3 text-14">
            <Checkbox name="inStock" value="1" defaultChecked={filters.inStock} />
            In stock
            <span className="figures ml-auto text-muted">{facets.inStock}</span>
          </label>
          <button
            type="submit"
            className="min-h-11 rounded-shop border border-edge bg-surface text-14 font-medium hover:border-ink"
          >
            Show products
          </button>
          <CollectionLinks facets={facets} collections={collections} current={current} filters={filters} />
        </div>
      </details>
    </form>
  );
}

function PriceRange({ filters, facets }: Pick<FilterFormProps, "filters" | "facets">) {
  const hint = (amount: string | undefined) => amount?.replace(/\.\d+$/, "") ?? "";
  const leave = (event: FormEvent<HTMLInputElement>) => {
    const { form, value, defaultValue } = event.currentTarget;
    if (value !== defaultValue) form?.requestSubmit();
  };
  return (
    <fieldset>
      <legend className="text-14 font-semibold">Price, €</legend>
      <div className="mt-2 grid grid-cols-[1fr_auto_1fr] items-center gap-2">
        <Input
          name="minPrice"
          type="text"
          inputMode="decimal"
          aria-label="Lowest price"
          placeholder={hint(facets.minPrice?.amount)}
          defaultValue={filters.minPrice}
          onBlur={leave}
        />
        <span aria-hidden="true" className="text-muted">
          –
        </span>
        <Input
          name="maxPrice"
          type="text"
          inputMode="decimal"
          aria-label="Highest price"
          placeholder={hint(facets.maxPrice?.amount)}
          defaultValue={filters.maxPrice}
          onBlur={leave}
        />
      </div>
    </fieldset>
  );
}

function CollectionLinks({ facets, collections, current, filters }: Omit<FilterFormProps, "path">) {
  const counts = new Map(facets.collections.map(({ slug, count }) => [slug, count]));
  return (
    <nav aria-label="Narrow by collection">
      <p className="text-14 font-semibold">Collection</p>
      <ul className="mt-1">
        {[{ slug: "all", title: "Everything" }, ...collections].map(({ slug, title }) => (
          <li key={slug}>
            <Link
              href={collectionHref(slug, filters)}
              prefetch={false}
              aria-current={slug === current ? "true" : undefined}
              className="flex min-h-10 items-center justify-between text-14 underline-offset-4 hover:underline aria-[current]:font-semibold aria-[current]:text-accent"
            >
              {title}
              {counts.has(slug) && <span className="figures font-normal text-muted">{counts.get(slug)}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

// A search stays a search: there the collection is one more filter of its address.
function collectionHref(slug: string, filters: ListFilters): string {
  if (filters.q === undefined) return listHref(`/collections/${slug}`, filters);
  const base = listHref("/search", filters);
  return slug === "all" ? base : `${base}&collection=${slug}`;
}

function hasFilters({ minPrice, maxPrice, inStock }: ListFilters): boolean {
  return minPrice !== undefined || maxPrice !== undefined || inStock === true;
}
