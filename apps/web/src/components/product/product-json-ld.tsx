import type { ProductDto } from "@cartwright/api/schemas";

import { mediaUrl } from "#lib/media.ts";
import { shop } from "#lib/shop.ts";

/** The product in schema.org's words, for search engines. */
export function ProductJsonLd({ product }: { readonly product: ProductDto }) {
  const facts = {
    "@context": "https://schema.org",
    "@type": "ProductGroup",
    name: product.title,
    description: product.description,
    productGroupID: product.id,
    image: product.media.slice(0, 4).map(({ mediaId }) => mediaUrl(mediaId, 960, "webp")),
    hasVariant: product.variants.map((variant) => ({
      "@type": "Product",
      name: variant.title === "" ? product.title : `${product.title}, ${variant.title}`,
      sku: variant.sku,
      offers: {
        "@type": "Offer",
        price: variant.price.amount,
        priceCurrency: variant.price.currency,
        availability: `https://schema.org/${variant.available > 0 ? "InStock" : "OutOfStock"}`,
        seller: { "@type": "Organization", name: shop.name },
      },
    })),
  };
  // A title may hold "</script>": the escape keeps it inside its string.
  return (
    <script
      type="application/ld+json"
      dangerouslySetInnerHTML={{ __html: JSON.stringify(facts).replaceAll("<", "\\u003c") }}
    />
  );
}
