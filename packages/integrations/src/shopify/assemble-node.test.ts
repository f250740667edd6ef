import { expect, test } from "vitest";

import { assembleNode } from "./assemble-node.ts";
import { plainLists } from "./plain-lists.ts";

const lists = { lists: { ProductVariant: "variants" }, rest: "media" };
const root = { id: "gid://shopify/Product/1", title: "Lamp" };
const variant = (n: string, position: number) => ({ id: `gid://shopify/ProductVariant/${n}`, position });
const picture = (n: string) => ({ id: `gid://shopify/MediaImage/${n}` });

test("children that come in any order are put together to what a page tells", () => {
  const children = [picture("10"), variant("7", 2), picture("9"), variant("8", 1)].map((child) => ({
    ...child,
    __parentId: root.id,
  }));
  const page = {
    ...root,
    variants: { nodes: [variant("8", 1), variant("7", 2)], pageInfo: { hasNextPage: false, endCursor: "x" } },
    media: { nodes: [picture("9"), picture("10")], pageInfo: { hasNextPage: false, endCursor: "y" } },
  };
  const assembled = assembleNode(root, children, lists);
  expect(assembled).toEqual(plainLists(page, ["variants", "media"]));
  expect(assembled).toEqual({
    ...root,
    variants: { nodes: [variant("8", 1), variant("7", 2)] },
    media: { nodes: [picture("9"), picture("10")] },
  });
});

test("ids beyond 2^53 that differ by one keep their order", () => {
  const [first, second] = ["9007199254740993", "9007199254740994"];
  const assembled = assembleNode(root, [picture(second ?? ""), picture(first ?? "")], lists);
  expect(assembled).toMatchObject({ media: { nodes: [picture(first ?? ""), picture(second ?? "")] } });
});
