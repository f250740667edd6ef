import { badInput, listConnection } from "../connections.ts";
import { makeVariant, variantCount } from "../fixtures/make-variant.ts";
import type { GraphqlContext } from "../graphql-context.ts";
import type { RootArguments } from "./root-connection.ts";

/** All variants of the shop, or those of the SKUs that are named: `sku:SBX-0001-1 OR sku:SBX-0002-1`. */
export function variantsConnection(page: RootArguments, context: GraphqlContext) {
  const { shop } = context;
  const skus = readSkus(page.query);
  return listConnection(() =>
    shop.products
      .byNumber()
      .flatMap((product) =>
        Array.from({ length: variantCount(product) }, (_, position) => makeVariant(shop, { product, position })),
      )
      .filter(({ sku }) => skus === null || skus.has(sku)),
  )(page, context);
}

function readSkus(query: string | null | undefined): ReadonlySet<string> | null {
  const text = (query ?? "").trim();
  if (text === "") return null;
  const skus = text.split(/\s+OR\s+/).map((part) => /^sku:(?:'([^']+)'|"([^"]+)"|(\S+))$/.exec(part));
  if (skus.includes(null)) throw badInput(`The sandbox finds variants by sku alone, not by: ${text}`);
  return new Set(skus.map((match) => match?.[1] ?? match?.[2] ?? match?.[3] ?? ""));
}
