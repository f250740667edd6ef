import Link from "next/link";

import type { CollectionDto, ProductPageDto } from "@cartwright/api/schemas";

import { ProductGrid } from "#components/shop/product-grid.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { CursorPages } from "#components/ui/cursor-pages.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { listHref, type ListFilters } from "#lib/list-filters.ts";

import { ActiveFilters } from "./active-filters.tsx";
import { FilterForm } from "./filter-form.tsx";

interface ProductListProps {
  readonly page: ProductPageDto;
  readonly filters: ListFilters;
  /** Where the list is, without its filters. */
  readonly path: string;
  readonly collections: readonly CollectionDto[];
  /** Slug of the collection shown; `all` is every product. */
  readonly current: string;
}

/** Products with everything that narrows, sorts and pages them; each state of it has an address. */
export function ProductList({ page, filters, path, collections, current }: ProductListProps) {
  const { cursor, ...narrowing } = filters;
  const count = page.totalCount;
  return (
    <div className="shell mt-8 grid gap-x-10 gap-y-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <FilterForm
        // The controls are the browser's: a new address gives them new values.
        key={listHref(path, narrowing)}
        path={path}
        filters={narrowing}
        facets={page.facets}
        collections={collections.map(({ slug, title }) => ({ slug, title }))}
        current={current}
      />
      <section aria-label="Products">
        <div className="mb-5 flex min-h-11 flex-wrap items-center gap-x-4 gap-y-2">
          <p className="text-14 text-muted" role="status">
            <span className="figures">{count}</span> {count === 1 ? "product" : "products"}
          </p>
          <ActiveFilters path={path} filters={narrowing} />
        </div>
        {page.items.length === 0 ? (
          <EmptyState
            title="Nothing fits"
            action={
              <Link href={listHref(path, { q: filters.q })} className={buttonClass({ kind: "secondary" })}>
                Clear all filters
              </Link>
            }
          >
            No product matches all of these filters together.
          </EmptyState>
        ) : (
          <ProductGrid products={page.items} eager={4} as="h2" className="md:grid-cols-3 lg:grid-cols-3" />
        )}
        <CursorPages
          firstHref={cursor === undefined ? undefined : listHref(path, narrowing)}
          nextHref={page.nextCursor === null ? undefined : listHref(path, { ...narrowing, cursor: page.nextCursor })}
        />
      </section>
    </div>
  );
}
