import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { ProductDetails } from "#components/product/product-details.tsx";
import { ProductJsonLd } from "#components/product/product-json-ld.tsx";
import { ProductStage } from "#components/product/product-stage.tsx";
import { Breadcrumbs } from "#components/shop/breadcrumbs.tsx";
import { ProductGrid } from "#components/shop/product-grid.tsx";
import { Shelf } from "#components/shop/shelf.tsx";
import { mediaUrl } from "#lib/media.ts";
import { readProduct, readProductPage } from "#server/catalog.ts";
import { siteBase } from "#server/site.ts";

// Words and pictures may be so many seconds old; price and stock are asked for anew by the page itself.
export const revalidate = 30;
export const dynamic = "force-static";

// Rendered when first asked for: a build needs no database.
export function generateStaticParams(): { variant: string }[] {
  return [];
}

interface Props {
  /** `variant` is the SKU that the address names, put there by `proxy.ts`, or `default`. */
  readonly params: Promise<{ slug: string; variant: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params;
  const product = await readProduct(slug);
  if (!product) return { title: "Not found" };
  const [picture] = product.media;
  return {
    metadataBase: siteBase(),
    title: product.title,
    description: product.description.slice(0, 200),
    alternates: { canonical: `/products/${slug}` },
    openGraph: picture ? { images: [{ url: mediaUrl(picture.mediaId, 960, "webp"), alt: picture.alt }] } : undefined,
  };
}

export default async function ProductPage({ params }: Props) {
  const { slug, variant } = await params;
  const product = await readProduct(slug);
  if (!product) notFound();
  const [home] = product.collections;
  const beside = home && (await readProductPage({ collection: home.slug, inStock: true, limit: 5 }));
  const others = beside?.items.filter(({ id }) => id !== product.id).slice(0, 4) ?? [];
  return (
    <>
      <ProductJsonLd product={product} />
      <div className="shell pt-4">
        <Breadcrumbs
          items={[...(home ? [{ name: home.title, href: `/collections/${home.slug}` }] : []), { name: product.title }]}
        />
        <ProductStage product={product} initialSku={variant === "default" ? null : variant}>
          <ProductDetails product={product} />
        </ProductStage>
      </div>
      {home && others.length > 0 && (
        <Shelf title={`More from ${home.title}`} href={`/collections/${home.slug}`} linkText={`All of ${home.title}`}>
          <ProductGrid products={others} className="md:grid-cols-4" />
        </Shelf>
      )}
    </>
  );
}
