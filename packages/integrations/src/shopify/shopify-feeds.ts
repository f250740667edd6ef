import type { ShopifyFeed, ShopifyKind } from "../contracts/shopify-feed.ts";
import { assembleNode } from "./assemble-node.ts";
import { completeNodes } from "./complete-nodes.ts";
import type { ShopifyBulkQuery } from "./define-operation.ts";
import { identifyNode } from "./identify-node.ts";
import { countOrders } from "./operations/count-orders.ts";
import { countProducts } from "./operations/count-products.ts";
import { existingNodes } from "./operations/existing-nodes.ts";
import { exportOrders } from "./operations/export-orders.ts";
import { exportProducts } from "./operations/export-products.ts";
import { listOrders } from "./operations/list-orders.ts";
import { listProducts } from "./operations/list-products.ts";
import { orderLines } from "./operations/order-lines.ts";
import { ordersById } from "./operations/orders-by-id.ts";
import { productVariants } from "./operations/product-variants.ts";
import { productsById } from "./operations/products-by-id.ts";
import { plainLists } from "./plain-lists.ts";
import { shrinkOnCost } from "./shrink-on-cost.ts";

// By what is documented of Shopify's costs these just fit; where they do not, its first refusal tells. More may be named by id.
const atOnce = 25;
const productPages = shrinkOnCost(10);
const orderPages = shrinkOnCost(12);
const productsAtOnce = shrinkOnCost(atOnce);
const ordersAtOnce = shrinkOnCost(atOnce);

/** A shop's products, with their variants and pictures. */
const products: ShopifyFeed = {
  kind: "products",
  async count(shop, { since, signal }) {
    const { productsCount } = await shop.graphql(countProducts, { query: filterOf(since) }, { signal });
    return productsCount?.count ?? 0;
  },
  async page(shop, { since, cursor, signal }) {
    const { products: page } = await productPages.ask((first) =>
      shop.graphql(listProducts, { first, after: cursor, query: changedSince(since) }, { signal }),
    );
    return { nodes: await completeProducts(shop, page.nodes, signal), nextCursor: nextOf(page.pageInfo) };
  },
  byIds: (shop, ids, { signal }) =>
    inParts(ids, productsAtOnce, async (part) => {
      const { nodes } = await shop.graphql(productsById, { ids: part }, { signal });
      return completeProducts(shop, nodes.filter(isThere), signal);
    }),
  existing,
  exportQuery: (since) => filtered(exportProducts, "products", since),
  assemble: (root, children) => assembleNode(root, children, { lists: { ProductVariant: "variants" }, rest: "media" }),
  identify: identifyNode,
};

/** A shop's orders, with their lines. The buyer's name and address are null where the app has no approval for them. */
const orders: ShopifyFeed = {
  kind: "orders",
  async count(shop, { since, signal }) {
    const { ordersCount } = await shop.graphql(countOrders, { query: filterOf(since) }, { signal });
    return ordersCount?.count ?? 0;
  },
  async page(shop, { since, cursor, signal }) {
    const { orders: page } = await orderPages.ask((first) =>
      shop.graphql(listOrders, { first, after: cursor, query: changedSince(since) }, { signal, onDenied: ignore }),
    );
    return { nodes: await completeOrders(shop, page.nodes, signal), nextCursor: nextOf(page.pageInfo) };
  },
  byIds: (shop, ids, { signal }) =>
    inParts(ids, ordersAtOnce, async (part) => {
      const { nodes } = await shop.graphql(ordersById, { ids: part }, { signal, onDenied: ignore });
      return completeOrders(shop, nodes.filter(isThere), signal);
    }),
  existing,
  exportQuery: (since) => filtered(exportOrders, "orders", since),
  assemble: (root, children) => assembleNode(root, children, { lists: {}, rest: "lineItems" }),
  identify: identifyNode,
};

/** How each kind of thing is read from a Shopify shop. */
export const shopifyFeeds: Readonly<Record<ShopifyKind, ShopifyFeed>> = { products, orders };

type Nodes = readonly Readonly<Record<string, unknown>>[];
type Shop = Parameters<ShopifyFeed["page"]>[0];

async function completeProducts(shop: Shop, nodes: Nodes, signal: AbortSignal) {
  const whole = await completeNodes(nodes, "variants", async (id, after) => {
    const { product } = await shop.graphql(productVariants, { id, after }, { signal });
    return product?.variants ?? null;
  });
  return whole.map((node) => plainLists(node, ["variants", "media"]));
}

async function completeOrders(shop: Shop, nodes: Nodes, signal: AbortSignal) {
  const whole = await completeNodes(nodes, "lineItems", async (id, after) => {
    const { order } = await shop.graphql(orderLines, { id, after }, { signal });
    return order?.lineItems ?? null;
  });
  return whole.map((node) => plainLists(node, ["lineItems"]));
}

async function existing(
  shop: Shop,
  ids: readonly string[],
  { signal }: { readonly signal: AbortSignal },
): Promise<ReadonlySet<string>> {
  const { nodes } = await shop.graphql(existingNodes, { ids }, { signal });
  return new Set(nodes.flatMap((node) => node?.id ?? []));
}

async function inParts<T>(
  ids: readonly string[],
  size: ReturnType<typeof shrinkOnCost>,
  read: (part: readonly string[]) => Promise<readonly T[]>,
): Promise<T[]> {
  const found: T[] = [];
  for (let at = 0; at < ids.length;) {
    const { nodes, length } = await size.ask(async (most) => {
      const part = ids.slice(at, at + most);
      return { nodes: await read(part), length: part.length };
    });
    found.push(...nodes);
    at += length;
  }
  return found;
}

// What may not be shown is null in the answer: an order without the buyer's name is still an order.
function ignore(): void {}

function isThere<T>(node: T | null): node is T {
  // What has an id of another kind answers with an object that has none of our fields.
  return node !== null && Object.keys(node as object).length > 0;
}

function nextOf({ hasNextPage, endCursor }: { hasNextPage: boolean; endCursor: string | null }): string | null {
  return hasNextPage ? endCursor : null;
}

// Shopify's search reads an unquoted time as words.
function changedSince(since: Date): string {
  return `updated_at:>='${since.toISOString()}'`;
}

function filterOf(since: Date | null): string | null {
  return since === null ? null : changedSince(since);
}

function filtered({ bulkQuery }: ShopifyBulkQuery, root: ShopifyKind, since: Date | null): string {
  if (since === null) return bulkQuery;
  return bulkQuery.replace(`${root} {`, `${root}(query: "${changedSince(since)}") {`);
}
