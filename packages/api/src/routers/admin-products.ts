import { z } from "zod";

import type { Ctx } from "@cartwright/core";
import { createProduct } from "@cartwright/core/catalog/create-product";
import { deleteProduct } from "@cartwright/core/catalog/delete-product";
import { listProducts } from "@cartwright/core/catalog/list-products";
import { readProduct } from "@cartwright/core/catalog/read-product";
import { updateProduct } from "@cartwright/core/catalog/update-product";
import { mostPictureBytes, uploadPicture } from "@cartwright/core/catalog/upload-picture";
import { adjustStock } from "@cartwright/core/inventory/adjust-stock";
import { listLowStock } from "@cartwright/core/inventory/list-low-stock";

import { presentProduct, presentProductPage } from "#present/present-product.ts";
import { readDecimal, readOptionalDecimal } from "#read-decimal.ts";
import { productDto, productPageDto } from "#schemas/catalog.ts";
import { idInput } from "#schemas/paging.ts";
import { limitInput } from "#schemas/paging.ts";
import {
  adjustStockInput,
  adminListProductsInput,
  createProductInput,
  deletedProductDto,
  lowStockListDto,
  stockDto,
  updateProductInput,
  uploadedPictureDto,
  uploadPictureInput,
  type PriceInput,
} from "#schemas/products.ts";
import { procedure, router } from "#trpc.ts";

const id = z.object({ id: idInput });
const tag = "Catalogue";

export const adminProductsRouter = router({
  list: procedure
    .input(adminListProductsInput)
    .output(productPageDto)
    .query(async ({ ctx, input: { minPrice, maxPrice, ...input } }) => {
      const minPriceMinor = await readOptionalDecimal(ctx.core, { field: "minPrice", amount: minPrice });
      const maxPriceMinor = await readOptionalDecimal(ctx.core, { field: "maxPrice", amount: maxPrice });
      return presentProductPage(await listProducts(ctx.core, { ...input, minPriceMinor, maxPriceMinor }));
    }),

  get: procedure
    .input(id)
    .output(productDto)
    .query(async ({ ctx, input }) =>
      presentProduct(await readProduct(ctx.core, { id: input.id, audience: "staff" }), "staff"),
    ),

  create: procedure
    .meta({ rest: { method: "POST", path: "/products", status: 201, tag, summary: "Make a product" } })
    .input(createProductInput)
    .output(productDto)
    .mutation(async ({ ctx, input: { variants, details, ...input } }) => {
      const priced = await Promise.all(variants.map((variant, index) => readPrices(ctx.core, variant, index)));
      return presentProduct(
        await createProduct(ctx.core, { ...input, details: toPairs(details), variants: priced }),
        "staff",
      );
    }),

  update: procedure
    .meta({ rest: { method: "PATCH", path: "/products/{id}", tag, summary: "Change a product" } })
    .input(updateProductInput)
    .output(productDto)
    .mutation(async ({ ctx, input: { variants, details, ...input } }) => {
      const priced =
        variants && (await Promise.all(variants.map((variant, index) => readPrices(ctx.core, variant, index))));
      return presentProduct(
        await updateProduct(ctx.core, { ...input, details: toPairs(details), variants: priced }),
        "staff",
      );
    }),

  uploadPicture: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/pictures",
        status: 201,
        tag,
        summary: "Keep a photo, to be given to products",
        file: { field: "picture", mediaType: "image/*", mostBytes: mostPictureBytes },
      },
    })
    .input(uploadPictureInput)
    .output(uploadedPictureDto)
    .mutation(({ ctx, input }) => uploadPicture(ctx.core, { bytes: input.picture })),

  publish: procedure
    .input(id)
    .output(productDto)
    .mutation(async ({ ctx, input }) =>
      presentProduct(await updateProduct(ctx.core, { id: input.id, status: "active" }), "staff"),
    ),

  archive: procedure
    .input(id)
    .output(productDto)
    .mutation(async ({ ctx, input }) =>
      presentProduct(await updateProduct(ctx.core, { id: input.id, status: "archived" }), "staff"),
    ),

  delete: procedure
    .meta({
      rest: {
        method: "DELETE",
        path: "/products/{id}",
        tag,
        summary: "Delete a product, or archive one that was ordered",
      },
    })
    .input(id)
    .output(deletedProductDto)
    .mutation(({ ctx, input }) => deleteProduct(ctx.core, input)),
});

export const adminVariantsRouter = router({
  adjustStock: procedure
    .meta({ rest: { method: "POST", path: "/variants/{id}/stock", tag, summary: "Count or correct stock" } })
    .input(adjustStockInput)
    .output(stockDto)
    .mutation(({ ctx, input: { id: variantId, ...change } }) => adjustStock(ctx.core, { variantId, ...change })),
});

export const adminStockRouter = router({
  low: procedure
    .input(z.object({ limit: limitInput(20) }))
    .output(lowStockListDto)
    .query(async ({ ctx, input }) => ({ items: await listLowStock(ctx.core, input) })),
});

interface Priced {
  readonly price: PriceInput;
  readonly compareAt?: PriceInput | null | undefined;
}

async function readPrices<T extends Priced>(ctx: Ctx, { price, compareAt, ...variant }: T, index: number) {
  const priceMinor = await readDecimal(ctx, { field: `variants.${index}.price`, ...price });
  const compareAtMinor = compareAt && (await readDecimal(ctx, { field: `variants.${index}.compareAt`, ...compareAt }));
  return { ...variant, priceMinor, compareAtMinor };
}

function toPairs(details: readonly { label: string; value: string }[] | undefined): [string, string][] | undefined {
  return details?.map(({ label, value }) => [label, value]);
}
