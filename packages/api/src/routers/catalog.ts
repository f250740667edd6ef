import { z } from "zod";

import { listCollections, readCollection } from "@cartwright/core/catalog/list-collections";
import { listProducts } from "@cartwright/core/catalog/list-products";
import { readProduct } from "@cartwright/core/catalog/read-product";
import { heldBy } from "@cartwright/core/organizations/refuse-unheld";

import type { ApiContext } from "#context.ts";
import { presentCollection, presentProduct, presentProductPage, type Audience } from "#present/present-product.ts";
import { readOptionalDecimal } from "#read-decimal.ts";
import {
  collectionDto,
  collectionListDto,
  listProductsInput,
  productDto,
  productPageDto,
  slugInput,
} from "#schemas/catalog.ts";
import { procedure, router } from "#trpc.ts";

const slug = z.object({ slug: slugInput });

export const catalogRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/products", tag: "Catalogue", summary: "Find products" } })
    .input(listProductsInput)
    .output(productPageDto)
    .query(({ ctx, input: { minPrice, maxPrice, ...input } }) =>
      keep(ctx, ["list", minPrice, maxPrice, input], async () => {
        const minPriceMinor = await readOptionalDecimal(ctx.core, { field: "minPrice", amount: minPrice });
        const maxPriceMinor = await readOptionalDecimal(ctx.core, { field: "maxPrice", amount: maxPrice });
        return presentProductPage(await listProducts(ctx.core, { ...input, minPriceMinor, maxPriceMinor }));
      }),
    ),

  product: procedure
    .meta({ rest: { method: "GET", path: "/products/{slug}", tag: "Catalogue", summary: "Read a product" } })
    .input(slug)
    .output(productDto)
    .query(({ ctx, input }) => {
      const held = heldBy(ctx.principal.actor);
      const audience: Audience = held.includes("*") || held.includes("products:read") ? "staff" : "shopper";
      return keep(ctx, ["product", audience, input.slug], async () =>
        presentProduct(await readProduct(ctx.core, { slug: input.slug }), audience),
      );
    }),

  collections: procedure
    .meta({ rest: { method: "GET", path: "/collections", tag: "Catalogue", summary: "List collections" } })
    .input(z.object({}))
    .output(collectionListDto)
    .query(({ ctx }) =>
      keep(ctx, ["collections"], async () => ({ items: (await listCollections(ctx.core)).map(presentCollection) })),
    ),

  collection: procedure
    .meta({ rest: { method: "GET", path: "/collections/{slug}", tag: "Catalogue", summary: "Read a collection" } })
    .input(slug)
    .output(collectionDto)
    .query(({ ctx, input }) =>
      keep(ctx, ["collection", input.slug], async () => presentCollection(await readCollection(ctx.core, input))),
    ),
});

/** Answers that are the same for all who ask for `what` in one shop; made once for many of them. */
function keep<T>({ services, principal }: ApiContext, what: readonly unknown[], load: () => Promise<T>): Promise<T> {
  const { catalogCache } = services;
  return catalogCache ? catalogCache.read(JSON.stringify([principal.organizationId, ...what]), load) : load();
}
