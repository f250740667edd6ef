"use client";

import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";

import type { ProductDto, VariantDto } from "@cartwright/api/schemas";

import { Price } from "#components/shop/price.tsx";
import { Badge, Status } from "#components/ui/status.tsx";
import { percentOff } from "#lib/money.ts";
import { shop } from "#lib/shop.ts";
import { useTRPC } from "#lib/trpc.ts";

import { AddToCart } from "./add-to-cart.tsx";
import { Gallery } from "./gallery.tsx";
import { OptionPicker } from "./option-picker.tsx";
import { useCatalogNews } from "./use-catalog-news.ts";
import { startVariant, stockMessage } from "./variant-choice.ts";

interface ProductStageProps {
  /** As it was when the page was rendered, some seconds ago or more. */
  readonly product: ProductDto;
  readonly initialSku: string | null;
  /** What stands below the button. */
  readonly children: ReactNode;
}

/** A product's pictures and what is needed to buy it. The choice is in the address; price and stock are asked for anew. */
export function ProductStage({ product: rendered, initialSku, children }: ProductStageProps) {
  const product = usePresent(rendered);
  const [sku, setSku] = useState(initialSku);
  const variant = startVariant(product.variants, sku);
  const choose = (next: VariantDto) => {
    setSku(next.sku);
    window.history.replaceState(null, "", `?variant=${encodeURIComponent(next.sku)}`);
  };
  return (
    <div className="mt-4 grid gap-x-12 gap-y-6 md:grid-cols-2 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
      <Gallery media={product.media} wanted={variant?.mediaId ?? null} />
      <div className="md:sticky md:top-24 md:self-start">
        <h1 className="display text-36 lg:text-48">{product.title}</h1>
        {variant && (
          <>
            <p className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-22">
              <Price price={variant.price} compareAt={variant.compareAt} />
              {variant.compareAt && (
                <Badge className="bg-warm-soft text-warm">−{percentOff(variant.price, variant.compareAt)} %</Badge>
              )}
            </p>
            <p className="mt-1 text-14 text-muted">{shop.priceNote}</p>
            <OptionPicker product={product} current={variant} onChoose={choose} />
            <StockLine available={variant.available} />
            <AddToCart product={product} variant={variant} />
          </>
        )}
        {children}
      </div>
    </div>
  );
}

function StockLine({ available }: { readonly available: number }) {
  const { text, tone } = stockMessage(available);
  return (
    <p className="mt-6 text-14" role="status">
      <Status tone={tone}>{text}</Status>
    </p>
  );
}

// The page was rendered once for everybody; what is asked here is the present.
function usePresent(rendered: ProductDto): ProductDto {
  const trpc = useTRPC();
  const { data, refetch } = useQuery({
    ...trpc.catalog.product.queryOptions({ slug: rendered.slug }),
    refetchOnWindowFocus: true,
    staleTime: 5_000,
  });
  const ids = [rendered.id, ...rendered.variants.map(({ id }) => id)];
  useCatalogNews(ids.join(" "), () => void refetch());
  return data ?? rendered;
}
