import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, expect, test } from "vitest";

import { withPageCache, type Handler } from "./page-cache.ts";

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

/** A server whose pages count how often they were made, behind the cache with a clock of its own. */
async function start(render: (response: ServerResponse, count: number) => void) {
  const state = { now: 0, made: 0 };
  const handler: Handler = (_request, response) => {
    state.made += 1;
    render(response, state.made);
    return Promise.resolve();
  };
  const cached = withPageCache(handler, { freshMs: 1000, staleMs: 5000, maxBytes: 1000, now: () => state.now });
  const server = createServer((request, response) => void cached(request, response));
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
    return { text: await response.text(), headers: response.headers, status: response.status };
  };
  return { state, get };
}

const forAll = (response: ServerResponse, count: number) => {
  response.setHeader("cache-control", "s-maxage=5");
  response.write(`page `);
  response.end(String(count));
};

test("a browsing page is made once, then served as it is until it is old", async () => {
  const { state, get } = await start(forAll);
  expect((await get("/collections/kitchen?sort=title")).text).toBe("page 1");
  state.now = 900;
  const kept = await get("/collections/kitchen?sort=title");
  expect([kept.text, kept.headers.get("cache-control")]).toEqual(["page 1", "s-maxage=5"]);
  state.now = 1100;
  expect((await get("/collections/kitchen?sort=title")).text).toBe("page 2");
  expect((await get("/collections/kitchen")).text).toBe("page 3");
});

test("what is personal, refused or asked for by the client router is never kept", async () => {
  const { state, get } = await start((response, count) => {
    response.statusCode = count === 1 ? 500 : 200;
    forAll(response, count);
  });
  await get("/");
  expect((await get("/")).text).toBe("page 2");
  await get("/", { rsc: "1" });
  await get("/cart");
  await get("/cart");
  expect(state.made).toBe(5);
});

test("a page that sets a cookie or is private is never kept", async () => {
  const { get } = await start((response, count) => {
    if (count < 3) response.setHeader("set-cookie", "cart=x");
    else response.setHeader("cache-control", "private, no-store");
    if (count < 3) forAll(response, count);
    else response.end(`page ${count}`);
  });
  const texts = [await get("/"), await get("/"), await get("/"), await get("/")].map(({ text }) => text);
  expect(texts).toEqual(["page 1", "page 2", "page 3", "page 4"]);
});

test("the pages kept never weigh more than allowed", async () => {
  const { state, get } = await start((response, count) => {
    response.setHeader("cache-control", "s-maxage=5");
    response.end(String(count).padEnd(600, "."));
  });
  await get("/products/a");
  await get("/products/b");
  await get("/products/b");
  expect(state.made).toBe(2);
  await get("/products/a");
  expect(state.made).toBe(3);
});
