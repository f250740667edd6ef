import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { expect, test } from "vitest";

import { readPage } from "../testing/read-page.ts";
import { createMemorySyncStore, createSyncRegistry } from "./index.ts";
import { setUpStock, type Shelf } from "./sync.example.ts";

test("the page shows the example as it is", async () => {
  const { page, example } = await readPage("sync.md", new URL("sync.example.ts", import.meta.url));
  expect(page).toContain(example);
});

test("what the page shows pulls two pages, leaves what is unchanged and removes what is gone", async () => {
  const stock = new Map([
    ["a", 1],
    ["b", 2],
    ["c", 3],
  ]);
  const server = createServer((request, response) => {
    const after = new URL(request.url ?? "/", "http://erp").searchParams.get("after") ?? "";
    const rest = [...stock].filter(([id]) => id > after);
    const items = rest.slice(0, 2).map(([id, left]) => ({ id, stock: left }));
    response.end(JSON.stringify({ items, nextCursor: rest.length > 2 ? items.at(-1)?.id : null }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const kept = new Map([["own", 9]]);
  const shelf: Shelf = {
    read: async (ids) => new Map([...kept].filter(([id]) => ids.includes(id))),
    write: async (id, left) => void kept.set(id, left),
    drop: async (id) => void kept.delete(id),
  };
  const registry = createSyncRegistry();
  setUpStock(registry, `http://127.0.0.1:${(server.address() as AddressInfo).port}`, shelf);
  expect(registry.schedules()).toEqual([{ name: "erp-stock", everyMs: 3_600_000 }]);
  const store = createMemorySyncStore();
  expect(await registry.find("erp-stock")?.run({ store })).toMatchObject({ created: 3 });
  stock.delete("b");
  stock.set("c", 4);
  expect(await registry.find("erp-stock")?.run({ store })).toMatchObject({ updated: 1, unchanged: 1, removed: 1 });
  expect([...kept]).toEqual([
    ["own", 9],
    ["a", 1],
    ["c", 4],
  ]);
  server.close();
});
