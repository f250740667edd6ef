import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";

import { CollectionTiles } from "#components/shop/collection-tiles.tsx";
import { ProductGrid } from "#components/shop/product-grid.tsx";
import { Shelf } from "#components/shop/shelf.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { shop } from "#lib/shop.ts";
import { readCollections, readProductPage } from "#server/catalog.ts";
import { siteBase } from "#server/site.ts";

export const revalidate = 5;
export const dynamic = "force-static";

// Rendered when first asked for: a build needs no database.
export function generateStaticParams(): { edition: string }[] {
  return [];
}

export function generateMetadata(): Metadata {
  return {
    metadataBase: siteBase(),
    title: { absolute: `${shop.name} · ${shop.tagline}` },
    alternates: { canonical: "/" },
  };
}

export default async function HomePage({ params }: { readonly params: Promise<{ edition: string }> }) {
  if ((await params).edition !== "current") notFound();
  const [collections, newest, lighting, gifts] = await Promise.all([
    readCollections(),
    readProductPage({ sort: "newest", limit: 8 }),
    readProductPage({ collection: "lighting", inStock: true, limit: 4 }),
    readProductPage({ collection: "gifts-under-30", inStock: true, sort: "price_desc", limit: 4 }),
  ]);
  return (
    <>
      <section className="shell grid items-center gap-x-10 pt-6 lg:grid-cols-[minmax(0,4fr)_minmax(0,7fr)] lg:pt-10">
        <div className="order-2 pt-7 lg:order-1 lg:pt-0">
          <h1 className="display text-36 sm:text-48 xl:text-[3.75rem]">Good things for the dark half of the year</h1>
          <p className="mt-4 max-w-md text-18 text-muted">
            Lamps, wool, paper and pots, chosen one by one in a small shop in Helsinki.
          </p>
          <div className="mt-7 flex flex-wrap gap-3">
            <Link href="/collections/all?sort=newest" prefetch={false} className={buttonClass({ size: "large" })}>
              See what is new
            </Link>
            <Link
              href="/collections/lighting"
              prefetch={false}
              className={buttonClass(
                { kind: "quiet", size: "large" },
                "px-4 underline decoration-1 underline-offset-8",
              )}
            >
              Lamps for winter
            </Link>
          </div>
        </div>
        <img
          src="/illustrations/hero.svg"
          alt="A table by a window on a snowy forest, with a teapot, a mug, folded wool and lit candles"
          width={1600}
          height={900}
          fetchPriority="high"
          className="order-1 aspect-4/3 w-full rounded-shop bg-[#f4ede0] object-cover object-[58%_100%] sm:aspect-16/9 lg:order-2"
        />
      </section>
      <Shelf title="Collections" href="/collections/all" linkText="Everything in the shop">
        <CollectionTiles collections={collections} />
      </Shelf>
      <Shelf title="Just in" href="/collections/all?sort=newest" linkText="All new things">
        <ProductGrid products={newest.items} />
      </Shelf>
      {lighting.items.length > 0 && (
        <Shelf title="Light by four o’clock" href="/collections/lighting" linkText="All lighting">
          <ProductGrid products={lighting.items} className="md:grid-cols-4" />
        </Shelf>
      )}
      {gifts.items.length > 0 && (
        <Shelf title="Gifts under 30" href="/collections/gifts-under-30" linkText="All small gifts">
          <ProductGrid products={gifts.items} className="md:grid-cols-4" />
        </Shelf>
      )}
      <p className="shell mt-20 text-center">
        <Link href="/collections/all" className={buttonClass({ kind: "secondary", size: "large" })}>
          Look at everything
        </Link>
      </p>
    </>
  );
}
