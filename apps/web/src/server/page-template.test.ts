import { gunzipSync, gzipSync } from "node:zlib";

import { expect, test } from "vitest";

import { newNonce, nonceInPieces, standIn } from "./page-nonce.ts";
import { makePageTemplate } from "./page-template.ts";

const script = (n: number) => `<script nonce="${standIn}">self.push([${n}, "${"flight".repeat(n % 7)}"])</script>`;
const words = (n: number) =>
  Array.from({ length: n }, (_, at) => `<a href="/p/${(at * 7919) % 10007}">Thing ${at}</a>`);
const filled = (page: string, nonce: string) => page.replaceAll(standIn, nonce);

const pages: [name: string, page: string][] = [
  ["with scripts close to each other", words(40).join("") + [1, 2, 3, 4, 5].map(script).join("")],
  [
    "with more between two than a compressor looks back",
    `${script(1)}${words(4_000).join("")}${script(2)}${script(3)}`,
  ],
  ["of all the same", `${script(1)}${"x".repeat(70_000)}${script(1)}`],
  ["that is nothing but nonces", standIn.repeat(50)],
  ["with words of another alphabet", `<p>Hyvää päivää, 日本語 🌲</p>${script(1)}<p>Äänekoski</p>${script(2)}`],
  ["without a nonce", "<p>Hello</p>"],
  ["that is empty", ""],
];

test.each(pages)("a page %s is itself with every nonce, packed and plain", (_name, page) => {
  const template = makePageTemplate(Buffer.from(page));
  for (const nonce of [newNonce(), newNonce(), newNonce()]) {
    expect(template.fill(nonce, "identity").toString()).toBe(filled(page, nonce));
    expect(gunzipSync(template.fill(nonce, "gzip")).toString()).toBe(filled(page, nonce));
  }
});

test("a template packs about as well as packing the page itself", () => {
  const page = words(300).join("") + Array.from({ length: 30 }, (_, at) => script(at)).join("");
  const nonce = newNonce();
  const packed = makePageTemplate(Buffer.from(page)).fill(nonce, "gzip").byteLength;
  expect(packed).toBeLessThan(gzipSync(filled(page, nonce)).byteLength + 150);
});

test("a page that comes in pieces is filled wherever it is cut", () => {
  const page = `<p>a</p>${script(1)}${script(2)}<p>${standIn.slice(0, 9)}</p>`;
  const nonce = newNonce();
  for (let cut = 0; cut <= page.length; cut += 1) {
    const fill = nonceInPieces(nonce);
    const pieces = [fill(Buffer.from(page.slice(0, cut))), fill(Buffer.from(page.slice(cut))), fill(null)];
    expect(Buffer.concat(pieces).toString()).toBe(filled(page, nonce));
  }
});
