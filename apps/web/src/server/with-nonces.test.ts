import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, expect, test } from "vitest";

import type { BuiltPages } from "./built-pages.ts";
import { toastStyles } from "./content-security.ts";
import { standIn } from "./page-nonce.ts";
import { withNonces } from "./with-nonces.ts";

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

const script = `<script nonce="${standIn}">go()</script>`;
const none: BuiltPages = { find: () => undefined };

type Render = (request: IncomingMessage, response: ServerResponse) => void;

async function start(render: Render, built = none) {
  const handle = withNonces((request, response) => Promise.resolve(render(request, response)), built);
  const server = createServer((request, response) => void handle(request, response));
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return async (headers: Record<string, string> = {}, method = "GET") => {
    const response = await fetch(`http://127.0.0.1:${port}/page`, { headers, method });
    const policy = response.headers.get("content-security-policy") ?? "";
    const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1];
    return { text: await response.text(), headers: response.headers, status: response.status, policy, nonce };
  };
}

const html = (response: ServerResponse) => void response.setHeader("content-type", "text/html; charset=utf-8");

const wholePage: Render = (_request, response) => {
  html(response);
  response.setHeader("etag", '"page"');
  response.setHeader("cache-control", "s-maxage=5");
  response.setHeader("link", `</a.css>; rel=preload; as="style"; nonce="${standIn}"`);
  response.end(`<p>Hello</p>${script}`);
};

const pageInPieces: Render = (_request, response) => {
  html(response);
  response.write(`<p>Hello</p>${script.slice(0, 20)}`);
  response.end(script.slice(20));
};

test.each([
  ["that is whole", wholePage],
  ["that comes in pieces", pageInPieces],
])("a page %s bears the nonce of its policy, and no two answers have the same", async (_name, render) => {
  const get = await start(render);
  for (const encoding of ["gzip", "identity"]) {
    const [one, other] = [await get({ "accept-encoding": encoding }), await get({ "accept-encoding": encoding })];
    expect(one.text).toBe(`<p>Hello</p><script nonce="${one.nonce}">go()</script>`);
    expect(one.headers.get("content-encoding")).toBe(encoding === "gzip" ? "gzip" : null);
    expect(one.nonce).not.toBe(other.nonce);
    expect(JSON.stringify([...one.headers]) + one.text).not.toContain(standIn);
  }
});

test("a page is kept by nobody on the way, and early loads are named with its nonce", async () => {
  const { headers, nonce } = await (await start(wholePage))();
  expect([headers.get("cache-control"), headers.get("etag")]).toEqual(["private, no-cache", null]);
  expect(headers.get("link")).toContain(`nonce="${nonce}"`);
});

test("what a visitor says is the nonce is never heard", async () => {
  let heard: unknown;
  const get = await start((request, response) => {
    heard = [request.headers["content-security-policy"], request.headers["content-security-policy-report-only"]];
    wholePage(request, response);
  });
  const mine = "script-src 'nonce-bWluZQ=='";
  await get({ "content-security-policy": mine, "content-security-policy-report-only": mine });
  expect(heard).toEqual([`script-src 'nonce-${standIn}'`, undefined]);
});

test("scripts run by nonce alone, and no style attribute or handler in the page does", async () => {
  const { policy } = await (await start(wholePage))();
  expect(policy).not.toContain("unsafe");
  for (const rule of ["'strict-dynamic'", "script-src-attr 'none'", "style-src-attr 'none'", "base-uri 'none'"])
    expect(policy).toContain(rule);
  expect(/script-src ([^;]+)/.exec(policy)?.[1]).not.toContain("'self'");
});

test("a page that the build made is known by its bytes, and no other page without a nonce gets one", async () => {
  const page = "<script>built()</script>";
  const built: BuiltPages = {
    find: (given) =>
      given.equals(Buffer.from(page)) ? Buffer.from(page.replace("<script", `<script nonce="${standIn}"`)) : undefined,
  };
  let text = page;
  const get = await start((_request, response) => {
    html(response);
    response.end(text);
  }, built);
  const known = await get();
  expect(known.text).toBe(`<script nonce="${known.nonce}">built()</script>`);
  text = "<script>injected()</script>";
  expect((await get()).text).toBe(text);
});

test("what the client router fetches is swept too, and a browser can do nothing with it as a page", async () => {
  const get = await start((_request, response) => {
    response.writeHead(200, { "content-type": "text/x-component" });
    response.end(`0:["link",{"nonce":"${standIn}"}]`);
  });
  const { text, policy } = await get();
  expect(text).toMatch(/"nonce":"[\w-]{24}"/);
  expect(text).not.toContain(standIn);
  expect(policy).toContain("default-src 'none'");
});

test("a file goes out as it is, a text packed, a page with a policy of its own with that", async () => {
  const bytes = Buffer.from([0, 1, 2, 250]);
  const file = await start((_request, response) => {
    response.setHeader("content-type", "image/webp");
    response.setHeader("content-length", 4);
    response.end(bytes);
  });
  expect((await file()).headers.get("content-length")).toBe("4");
  const json = await start((_request, response) => {
    response.setHeader("content-type", "application/json");
    response.end('{"a":1}');
  });
  const packed = await json({ "accept-encoding": "gzip" });
  expect([packed.text, packed.headers.get("content-encoding")]).toEqual(['{"a":1}', "gzip"]);
  const own = await start((_request, response) => {
    html(response);
    response.setHeader("content-security-policy", "default-src 'none'");
    response.end("<p>docs</p>");
  });
  expect((await own()).policy).toBe("default-src 'none'");
});

test("who asks for the head alone gets the headers, and who left means no harm", async () => {
  const get = await start(wholePage);
  const { text, nonce, status } = await get({ "accept-encoding": "gzip" }, "HEAD");
  expect([text, status, nonce?.length]).toEqual(["", 200, 24]);
});

test("the styles that messages bring are those that the policy names", () => {
  const source = readFileSync(new URL(import.meta.resolve("sonner")), "utf8");
  const css = JSON.parse(/^__insertCSS\((".*")\);?$/m.exec(source)?.[1] ?? '""') as string;
  expect(css.length).toBeGreaterThan(1_000);
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  expect(toastStyles).toEqual([hash(""), hash(css)]);
});
