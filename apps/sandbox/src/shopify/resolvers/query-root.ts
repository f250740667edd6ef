import { showBulkJob } from "../bulk/show-bulk-job.ts";
import { badInput } from "../connections.ts";
import { type Kind, readGid } from "../fixtures/ids.ts";
import { makeCustomer, customerCount } from "../fixtures/make-customer.ts";
import { locationsOf, makeLevel, makeLocation } from "../fixtures/make-location.ts";
import { makeOrder } from "../fixtures/make-order.ts";
import { makeProduct } from "../fixtures/make-product.ts";
import { makeInventoryItem, makeVariant, variantCount, variantPlace } from "../fixtures/make-variant.ts";
import type { GraphqlContext } from "../graphql-context.ts";
import type { Shop } from "../shop.ts";
import { rootConnection, rootCount, type RootArguments } from "./root-connection.ts";
import { makeInstallation, makeShop } from "./shop-fields.ts";
import { subscriptionsConnection } from "./subscriptions-connection.ts";
import { variantsConnection } from "./variants-connection.ts";

interface ById {
  readonly id: string;
}

const products = (shop: Shop) => ({
  kind: "Product" as const,
  all: shop.products,
  make: (index: number) => makeProduct(shop, index),
});
const orders = (shop: Shop) => ({
  kind: "Order" as const,
  all: shop.orders,
  make: (index: number) => makeOrder(shop, index),
});

/** What can be asked of a shop. Shopify has some hundred more of these; those are refused as not simulated. */
export const queryRoot = {
  shop: (_: object, { shop }: GraphqlContext) => makeShop(shop),
  currentAppInstallation: (_: object, { shop }: GraphqlContext) => makeInstallation(shop),
  products: (page: RootArguments, context: GraphqlContext) => rootConnection(products(context.shop), page, context),
  productsCount: (page: RootArguments, { shop }: GraphqlContext) => rootCount(products(shop), page),
  orders: (page: RootArguments, context: GraphqlContext) => rootConnection(orders(context.shop), page, context),
  ordersCount: (page: RootArguments, { shop }: GraphqlContext) => rootCount(orders(shop), page),
  productVariants: variantsConnection,
  locations: (page: RootArguments, context: GraphqlContext) => locationsOf(context.shop)(page, context),
  location: ({ id }: { id?: string | null }, { shop }: GraphqlContext) =>
    id === null || id === undefined ? makeLocation(shop) : find(shop, id, "Location"),
  product: ({ id }: ById, { shop }: GraphqlContext) => find(shop, id, "Product"),
  productVariant: ({ id }: ById, { shop }: GraphqlContext) => find(shop, id, "ProductVariant"),
  order: ({ id }: ById, { shop }: GraphqlContext) => find(shop, id, "Order"),
  customer: ({ id }: ById, { shop }: GraphqlContext) => find(shop, id, "Customer"),
  inventoryItem: ({ id }: ById, { shop }: GraphqlContext) => find(shop, id, "InventoryItem"),
  inventoryLevel: ({ id }: ById, { shop }: GraphqlContext) => find(shop, id, "InventoryLevel"),
  node: ({ id }: ById, { shop }: GraphqlContext) => find(shop, id),
  nodes: ({ ids }: { ids: readonly string[] }, { shop }: GraphqlContext) => ids.map((id) => find(shop, id)),
  webhookSubscriptions: subscriptionsConnection,
  bulkOperation: ({ id }: ById, context: GraphqlContext) => {
    const job = context.shop.bulkJobs.get(id);
    return job === undefined ? null : showBulkJob(job, context);
  },
};

/** What an id names; null when it is gone, or of another kind. An id that is none is refused, as Shopify does. */
function find(shop: Shop, id: string, wanted?: Kind): object | null {
  const read = readGid(id.replace(/\?.*$/, ""));
  if (read === undefined) throw badInput(`Invalid global id '${id}'`);
  if (wanted !== undefined && read.kind !== wanted) throw badInput(`Invalid id: ${id} is no ${wanted}`);
  return finders[read.kind]?.(shop, read.index) ?? null;
}

const finders: Partial<Record<Kind, (shop: Shop, index: number) => object | null>> = {
  Product: (shop, index) => (shop.products.has(index) ? makeProduct(shop, index) : null),
  ProductVariant: (shop, index) => (hasVariant(shop, index) ? makeVariant(shop, variantPlace(index)) : null),
  InventoryItem: (shop, index) => (hasVariant(shop, index) ? makeInventoryItem(shop, index) : null),
  InventoryLevel: (shop, index) => (hasVariant(shop, index) ? makeLevel(shop, index) : null),
  Order: (shop, index) => (shop.orders.has(index) ? makeOrder(shop, index) : null),
  Customer: (shop, index) => (index < customerCount(shop) ? makeCustomer(shop, index) : null),
  Location: (shop, index) => (index === 0 ? makeLocation(shop) : null),
};

/** Whether a variant (and with it its inventory item) is there. */
export function hasVariant(shop: Shop, index: number): boolean {
  const { product, position } = variantPlace(index);
  return shop.products.has(product) && position < variantCount(product);
}
