"use client";

import { useState } from "react";

import type { ProductDto, VariantDto } from "@cartwright/api/schemas";

import { setDrawer } from "#components/cart/drawer-state.ts";
import { QuantityStepper } from "#components/cart/quantity-stepper.tsx";
import { useCartChanges } from "#components/cart/use-cart.ts";
import { Button } from "#components/ui/button.tsx";

interface AddToCartProps {
  readonly product: ProductDto;
  readonly variant: VariantDto;
}

/** The button that it is all about. Without scripts it is a form that leads to the cart's page. */
export function AddToCart({ product, variant }: AddToCartProps) {
  const { add } = useCartChanges();
  const [wanted, setWanted] = useState(1);
  const { available } = variant;
  const quantity = Math.max(1, Math.min(wanted, available));
  const { id: productId, slug, title } = product;
  const media = product.media.find(({ mediaId }) => mediaId === variant.mediaId) ?? product.media[0] ?? null;

  if (available <= 0) return <SoldOut product={product} variant={variant} />;
  return (
    <form
      action="/cart/lines"
      method="post"
      className="mt-3 flex flex-wrap gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const { id: variantId, sku, title: variantTitle, price } = variant;
        add({ item: { variantId, productId, slug, sku, title, variantTitle, price, available, media }, quantity });
        setDrawer({ open: true });
        setWanted(1);
      }}
    >
      <input type="hidden" name="variantId" value={variant.id} />
      <input type="hidden" name="quantity" value={quantity} />
      <QuantityStepper name={title} quantity={quantity} max={available} onChange={setWanted} />
      <Button type="submit" size="large" className="min-w-48 flex-1">
        Add to cart
      </Button>
    </form>
  );
}

function SoldOut({ product, variant }: AddToCartProps) {
  const others = product.variants.filter(({ available }) => available > 0);
  return (
    <div className="mt-3 grid gap-2">
      <Button size="large" disabled className="w-full line-through">
        Add to cart
      </Button>
      <p className="text-14 text-muted">
        {others.length === 0
          ? "All of it is sold. We will make or order more; it is worth looking again in some weeks."
          : `${variant.title} is sold out. Still here: ${others.map(({ title }) => title).join(", ")}.`}
      </p>
    </div>
  );
}
