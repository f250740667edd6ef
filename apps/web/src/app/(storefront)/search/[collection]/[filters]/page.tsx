import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";

import { ProductList } from "#components/list/product-list.tsx";
import { SearchForm } from "#components/shop/search-form.tsx";
import { fromSegment } from "#lib/list-filters.ts";
import { readCollections } from "#server/catalog.ts";
import { readList } from "#server/read-list.ts";

export const revalidate = 5;
export const dynamic = "force-static";

// Rendered when first asked for: a build needs no database.
export function generateStaticParams(): { filters: string }[] {
  return [];
}

interface Props {
  /** What `proxy.ts` made of the query; `collection` is `all` when none is named. */
  readonly params: Promise<{ collection: string; filters: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const q = fromSegment((await params).filters)?.q;
  return { title: q === undefined ? "Search" : `“${q}”`, robots: { index: false, follow: true } };
}

export default async function SearchPage({ params }: Props) {
  const { collection, filters: segment } = await params;
  const filters = fromSegment(segment);
  if (filters === null) notFound();
  const collections = await readCollections();
  const wanted = collections.find(({ slug }) => slug === collection);
  const page = filters.q === undefined ? null : await readList({ ...filters, collection: wanted?.slug });
  return (
    <>
      <div className="shell pt-10">
        <h1 className="display text-36 lg:text-48">{filters.q === undefined ? "Search" : `“${filters.q}”`}</h1>
        <SearchForm id="page" query={filters.q} large className="mt-6 max-w-xl" />
      </div>
      {filters.q === undefined && <Suggestions collections={collections} />}
      {page && page.totalCount === 0 && !wanted && (
        <div className="shell mt-8">
          <p className="text-18" role="status">
            Nothing in the shop is called that. Check the spelling, or look on the shelves:
          </p>
        </div>
      )}
      {page && page.totalCount === 0 && !wanted ? (
        <Suggestions collections={collections} />
      ) : (
        page && (
          <ProductList
            page={page}
            filters={filters}
            path="/search"
            collections={collections}
            current={wanted?.slug ?? "all"}
          />
        )
      )}
    </>
  );
}

function Suggestions({
  collections,
}: {
  readonly collections: readonly { readonly slug: string; readonly title: string }[];
}) {
  return (
    <ul className="shell mt-6 flex flex-wrap gap-2">
      {collections.map(({ slug, title }) => (
        <li key={slug}>
          <Link
            href={`/collections/${slug}`}
            prefetch={false}
            className="inline-flex min-h-11 items-center rounded-full border border-edge px-4 hover:border-ink"
          >
            {title}
          </Link>
        </li>
      ))}
    </ul>
  );
}
