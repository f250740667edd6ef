import { z } from "zod";

import { node as nodeShape } from "./node-shape.ts";
import { plainLists } from "./plain-lists.ts";

const child = nodeShape.and(z.object({ id: z.string() }));

/**
 * Puts a line of an export and those of its children together to what a page would have told. `lists` says which list a child
 * belongs to by the kind in its id (`gid://shopify/<kind>/1`); children of other kinds belong to `rest`.
 */
export function assembleNode(
  root: unknown,
  children: readonly unknown[],
  { lists, rest }: { readonly lists: Readonly<Record<string, string>>; readonly rest: string },
): unknown {
  const nodes = new Map<string, unknown[]>([...Object.values(lists), rest].map((list) => [list, []]));
  for (const line of children) {
    const { __parentId: _, ...fields } = child.parse(line);
    const kind = fields.id.split("/")[3] ?? "";
    nodes.get(lists[kind] ?? rest)?.push(fields);
  }
  const connections: Readonly<Record<string, unknown>> = Object.fromEntries(
    [...nodes].map(([list, members]): [string, unknown] => [list, { nodes: members }]),
  );
  return plainLists({ ...nodeShape.parse(root), ...connections }, [...nodes.keys()]);
}
