import { z } from "zod";

import { node as nodeShape } from "./node-shape.ts";

type Node = Readonly<Record<string, unknown>>;

const connection = z.object({ nodes: z.array(nodeShape) });

/**
 * A node whose nested lists hold nothing but their nodes, in one order: by position where Shopify tells it, else by id, which is
 * the order in which they were made. A page and an export then tell the same of what has not changed: cursors come and go, and
 * an export has no order.
 */
export function plainLists(node: Node, lists: readonly string[]): Node {
  const plain = lists.map((list) => {
    const { nodes } = connection.parse(node[list]);
    return [list, { nodes: nodes.toSorted(byPlace) }] as const;
  });
  return { ...node, ...Object.fromEntries(plain) };
}

function byPlace(one: Node, other: Node): number {
  if (typeof one["position"] === "number" && typeof other["position"] === "number") {
    return one["position"] - other["position"];
  }
  const [a, b] = [numberOf(one["id"]), numberOf(other["id"])];
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

// Digits compare as text once they are as many: no number is made of them that could not hold them.
function numberOf(id: unknown): string {
  return typeof id === "string" ? id.slice(id.lastIndexOf("/") + 1) : "";
}
