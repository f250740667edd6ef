import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, request, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync } from "node:zlib";

import { afterAll, beforeAll, expect, test } from "vitest";

import { withBrotliAssets } from "./brotli-assets.ts";
import { dataPolicy } from "./content-security.ts";

const script = "export const words = 'the same words again and again';\n".repeat(200);
let folder: string;
const server = createServer(
  (incoming, response) =>
    void withBrotliAssets(
      (_request, answer) => {
        answer.end("Next");
        return Promise.resolve();
      },
      join(folder, "build"),
    )(incoming, response),
);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cartwright-assets-"));
  await mkdir(join(folder, "build/static/chunks"), { recursive: true });
  await writeFile(join(folder, "build/static/chunks/a~b.js"), script);
  await writeFile(join(folder, "secret.js"), "secret");
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

// Not `fetch`: it tidies paths up before they are sent, and unpacks what it gets.
async function get(path: string, headers: Record<string, string> = { "accept-encoding": "gzip, deflate, br" }) {
  const { port } = server.address() as AddressInfo;
  const [response] = await once(request({ port, path, headers }).end(), "response");
  return { headers: (response as IncomingMessage).headers, body: await buffer(response as IncomingMessage) };
}

test("a script goes out whole and smaller, for good, with the headers that guard a page", async () => {
  const { headers, body } = await get("/_next/static/chunks/a~b.js");
  expect(brotliDecompressSync(body).toString()).toBe(script);
  expect(body.byteLength).toBeLessThan(script.length / 10);
  expect(headers).toMatchObject({
    "content-type": "application/javascript; charset=UTF-8",
    "content-encoding": "br",
    "cache-control": "public, max-age=31536000, immutable",
    vary: "Accept-Encoding",
    "content-security-policy": dataPolicy,
  });
});

test.each([
  ["who cannot unpack it", "/_next/static/chunks/a~b.js", { "accept-encoding": "gzip" }],
  ["who asks for a part", "/_next/static/chunks/a~b.js", { "accept-encoding": "br", range: "bytes=0-9" }],
  ["a file that is not there", "/_next/static/chunks/gone.js", { "accept-encoding": "br" }],
  ["a way out of the folder", "/_next/static/../../secret.js", { "accept-encoding": "br" }],
  ["the same way, disguised", "/_next/static/%2e%2e/%2e%2e/secret.js", { "accept-encoding": "br" }],
  ["a page", "/products/mug.js", { "accept-encoding": "br" }],
])("%s is left to Next", async (_what, path, headers) => {
  expect((await get(path, headers)).body.toString()).toBe("Next");
});
