import { z } from "zod";

import { nodePage } from "./node-shape.ts";

type Node = Readonly<Record<string, unknown>>;
type Connection = z.output<typeof nodePage>;

const withId = z.object({ id: z.string() });

/** Reads the rest of a nested list where it goes on beyond what came with its node, so that each node is whole. */
export async function completeNodes(
  nodes: readonly Node[],
  list: string,
  readPage: (id: string, after: string | null) => Promise<Connection | null>,
): Promise<Node[]> {
  const whole: Node[] = [];
  for (const node of nodes) {
    const { id } = withId.parse(node);
    const first = nodePage.parse(node[list]);
    whole.push(first.pageInfo.hasNextPage ? { ...node, [list]: await readOn(id, first, readPage) } : node);
  }
  return whole;
}

async function readOn(
  id: string,
  first: Connection,
  readPage: (id: string, after: string | null) => Promise<Connection | null>,
): Promise<Connection> {
  const nodes = [...first.nodes];
  let { pageInfo } = first;
  while (pageInfo.hasNextPage) {
    const next = await readPage(id, pageInfo.endCursor);
    // Deleted meanwhile: what was told before that stands until its deletion is told.
    if (next === null) break;
    nodes.push(...next.nodes);
    ({ pageInfo } = next);
  }
  return { nodes, pageInfo };
}
