import type { Metadata } from "next";
import Image from "next/image";
import Link from "next/link";
import { notFound } from "next/navigation";

import { CollectionTiles } from "#components/shop/collection-tiles.tsx";
import { ProductGrid } from "#components/shop/product-grid.tsx";
import { Shelf } from "#components/shop/shelf.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { shop } from "#lib/shop.ts";
import { readCollections, readProductPage } from "#server/catalog.ts";

export const revalidate = 5;
export const dynamic = "force-static";

// Rendered when first asked for: a build needs no database.
export function generateStaticParams(): { edition: string }[] {
  return [];
}

export const metadata: Metadata = {
  title: { absolute: `${shop.name} · ${shop.tagline}` },
  alternates: { canonical: "/" },
};

export default async function HomePage({ params }: { readonly params: Promise<{ edition: string }> }) {
  if ((await params).edition !== "current") notFound();
  const [collections, newest, lighting, gifts] = await Promise.all([
    readCollections(),
    readProductPage({ sort: "newest", limit: 8 }),
    readProductPage({ collection: "lighting", inStock: true, limit: 4 }),
    readProductPage({ collection: "gifts-under-30", inStock: true, limit: 4 }),
  ]);
  return (
    <>
      <section className="relative overflow-hidden bg-[#f4ede0] text-[#1c1f1a]">
        <div className="shell grid items-center lg:min-h-[34rem] lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
          <div className="relative z-10 pt-10 pb-6 lg:py-20">
            <h1 className="display text-36 sm:text-48 xl:text-[4rem]">Good things for the dark half of the year</h1>
            <p className="mt-4 max-w-md text-18 text-[#4d5148]">
              Lamps, wool, paper and pots, chosen one by one in a small shop in Helsinki.
            </p>
            <div className="mt-7 flex flex-wrap gap-3">
              <Link
                href="/collections/all?sort=newest"
                prefetch={false}
                className="inline-flex min-h-13 items-center rounded-shop bg-[#1f5c4a] px-7 font-medium text-white transition-colors duration-150 hover:bg-[#17463a]"
              >
                See what is new
              </Link>
              <Link
                href="/collections/lighting"
                prefetch={false}
                className="inline-flex min-h-13 items-center rounded-shop px-5 font-medium underline decoration-1 underline-offset-8 hover:decoration-2"
              >
                Lamps for winter
              </Link>
            </div>
          </div>
          <Image
            src="/illustrations/hero.svg"
            alt="A table by a window on a snowy forest, with a teapot, a mug, folded wool and lit candles"
            width={1600}
            height={900}
            unoptimized
            priority
            className="-mx-[4vw] h-auto w-[calc(100%+8vw)] max-w-none lg:-mr-[clamp(2rem,8vw,9rem)] lg:ml-0 lg:w-[118%]"
          />
        </div>
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
