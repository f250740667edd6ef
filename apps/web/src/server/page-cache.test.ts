import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, expect, test } from "vitest";

import { withPageCache } from "./page-cache.ts";
import { standIn } from "./page-nonce.ts";
import { withNonces, type Handler } from "./with-nonces.ts";

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
  const pages = withNonces(handler, { find: (page) => page });
  const cached = withPageCache(pages, { freshMs: 1000, staleMs: 5000, maxBytes: 1500, now: () => state.now });
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
  response.setHeader("content-type", "text/html");
  response.setHeader("cache-control", "s-maxage=5");
  response.end(`page ${count}`);
};

test("a browsing page is made once, then served as it is until it is old", async () => {
  const { state, get } = await start(forAll);
  expect((await get("/collections/kitchen?sort=title")).text).toBe("page 1");
  state.now = 900;
  const kept = await get("/collections/kitchen?sort=title");
  expect([kept.text, kept.headers.get("cache-control")]).toEqual(["page 1", "private, no-cache"]);
  state.now = 1100;
  expect((await get("/collections/kitchen?sort=title")).text).toBe("page 2");
  expect((await get("/collections/kitchen")).text).toBe("page 3");
});

test("every answer from a page that is kept has a nonce of its own, in its policy and on its scripts", async () => {
  const { state, get } = await start((response) => {
    response.setHeader("content-type", "text/html");
    response.setHeader("cache-control", "s-maxage=5");
    response.end(`<script nonce="${standIn}">go()</script>`);
  });
  const answers = await Promise.all([get("/"), get("/", { "accept-encoding": "identity" }), get("/")]);
  for (const { text, headers } of answers) {
    const nonce = /nonce="([\w-]{24})"/.exec(text)?.[1] ?? "none";
    expect(headers.get("content-security-policy")).toContain(`'nonce-${nonce}'`);
  }
  expect(new Set(answers.map(({ text }) => text)).size).toBe(3);
  expect(state.made).toBeLessThanOrEqual(3);
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
    if (count < 3) return forAll(response, count);
    response.setHeader("content-type", "text/html");
    response.setHeader("cache-control", "private, no-store");
    response.end(`page ${count}`);
  });
  const texts = [await get("/"), await get("/"), await get("/"), await get("/")].map(({ text }) => text);
  expect(texts).toEqual(["page 1", "page 2", "page 3", "page 4"]);
});

test("the pages kept never weigh more than allowed", async () => {
  const { state, get } = await start((response, count) => {
    response.setHeader("content-type", "text/html");
    response.setHeader("cache-control", "s-maxage=5");
    response.end(String(count).padEnd(900, "."));
  });
  await get("/products/a");
  await get("/products/b");
  await get("/products/b");
  expect(state.made).toBe(2);
  await get("/products/a");
  expect(state.made).toBe(3);
});
