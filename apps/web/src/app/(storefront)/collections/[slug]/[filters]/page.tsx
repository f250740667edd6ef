import type { Metadata } from "next";
import { notFound } from "next/navigation";

import type { CollectionDto } from "@cartwright/api/schemas";

import { ProductList } from "#components/list/product-list.tsx";
import { Breadcrumbs } from "#components/shop/breadcrumbs.tsx";
import { CollectionBanner } from "#components/shop/collection-banner.tsx";
import { fromSegment, type ListFilters } from "#lib/list-filters.ts";
import { readCollection, readCollections } from "#server/catalog.ts";
import { readList } from "#server/read-list.ts";
import { siteBase } from "#server/site.ts";

export const revalidate = 5;
export const dynamic = "force-static";

// Rendered when first asked for: a build needs no database.
export function generateStaticParams(): { filters: string }[] {
  return [];
}

interface Props {
  /** `filters` is what `proxy.ts` made of the query. */
  readonly params: Promise<{ slug: string; filters: string }>;
}

const everything = "all";

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, filters } = await params;
  const collection = slug === everything ? null : await readCollection(slug);
  return {
    metadataBase: siteBase(),
    title: collection?.title ?? "Everything",
    description: collection?.description,
    alternates: { canonical: `/collections/${slug}` },
    robots: filters === "all" ? undefined : { index: false, follow: true },
  };
}

export default async function CollectionPage({ params }: Props) {
  const { slug, filters: segment } = await params;
  const filters: ListFilters | null = fromSegment(segment);
  const collection = slug === everything ? null : await readCollection(slug);
  if (filters === null || (slug !== everything && collection === null)) notFound();
  const [page, collections] = await Promise.all([
    readList({ ...filters, collection: collection?.slug }),
    readCollections(),
  ]);
  if (page === null) notFound();
  return (
    <>
      <CollectionHead collection={collection} />
      <ProductList
        page={page}
        filters={filters}
        path={`/collections/${slug}`}
        collections={collections}
        current={slug}
      />
    </>
  );
}

function CollectionHead({ collection }: { readonly collection: CollectionDto | null }) {
  return (
    <div className="shell pt-4">
      <Breadcrumbs items={[{ name: collection?.title ?? "Everything" }]} />
      {collection && (
        <div className="mt-4 overflow-hidden rounded-shop">
          <CollectionBanner
            collection={collection}
            first
            className="aspect-5/2 max-h-80 object-cover object-[50%_78%]"
          />
        </div>
      )}
      <h1 className="display mt-6 text-36 lg:text-48">{collection?.title ?? "Everything"}</h1>
      <p className="mt-3 max-w-2xl text-18 text-muted">
        {collection?.description ?? "Every shelf of the shop at once. Narrow it down, or take your time."}
      </p>
    </div>
  );
}
