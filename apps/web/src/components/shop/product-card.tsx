import type { ProductCardDto } from "@cartwright/api/schemas";

import { Badge } from "#components/ui/status.tsx";
import { sameMoney } from "#lib/money.ts";

import { HoverLink } from "./hover-link.tsx";
import { Picture } from "./picture.tsx";
import { Price } from "./price.tsx";

interface ProductCardProps {
  readonly product: ProductCardDto;
  readonly sizes: string;
  readonly first?: boolean;
  /** The heading's level within the page. */
  readonly as?: "h2" | "h3";
}

export function ProductCard({ product, sizes, first = false, as: Heading = "h3" }: ProductCardProps) {
  const soldOut = product.available <= 0;
  return (
    <article className="group relative">
      <div className="relative overflow-hidden rounded-shop bg-frame">
        {product.media && (
          <Picture
            media={product.media}
            sizes={sizes}
            widths={[320, 640]}
            first={first}
            decorative
            className="transition-transform duration-200 ease-calm group-hover:scale-[1.025]"
          />
        )}
        {soldOut && <Badge className="absolute top-3 left-3">Sold out</Badge>}
        {!soldOut && product.compareAt && <Badge className="absolute top-3 left-3 text-warm">Reduced</Badge>}
      </div>
      <Heading className="mt-3 text-16 leading-snug font-medium">
        <HoverLink
          href={`/products/${product.slug}`}
          className="after:absolute after:inset-0 hover:underline underline-offset-4"
        >
          {product.title}
        </HoverLink>
      </Heading>
      <p className="mt-0.5 text-14 text-muted">
        <Price
          price={product.minPrice}
          compareAt={product.compareAt}
          from={!sameMoney(product.minPrice, product.maxPrice)}
        />
      </p>
    </article>
  );
}
