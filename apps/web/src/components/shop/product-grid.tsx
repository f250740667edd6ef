import type { ProductCardDto } from "@cartwright/api/schemas";

import { cn } from "#components/ui/class-names.ts";

import { ProductCard } from "./product-card.tsx";

interface ProductGridProps {
  readonly products: readonly ProductCardDto[];
  /** How many of them are in view when the page opens. */
  readonly eager?: number;
  readonly className?: string;
  readonly as?: "h2" | "h3";
}

const sizes = "(min-width: 80rem) 19rem, (min-width: 48rem) 30vw, 46vw";

export function ProductGrid({ products, eager = 0, className, as }: ProductGridProps) {
  return (
    <ul className={cn("grid grid-cols-2 gap-x-4 gap-y-8 sm:gap-x-6 md:grid-cols-3 lg:grid-cols-4", className)}>
      {products.map((product, index) => (
        <li key={product.id}>
          <ProductCard product={product} sizes={sizes} first={index < eager} as={as} />
        </li>
      ))}
    </ul>
  );
}
