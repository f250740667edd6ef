import sharp from "sharp";
import { expect, test } from "vitest";

import { collections, products } from "../seed/catalogue/index.ts";
import { collectionBanner } from "./collection-banner.ts";
import { drawIllustration, illustrationKinds } from "./draw-illustration.ts";
import { heroIllustration } from "./hero-illustration.ts";
import { logoMark } from "./logo-mark.ts";
import { grounds } from "./palette.ts";
import { renderIllustration } from "./render-illustration.ts";

const pictures = products.flatMap(({ slug, illustration: { kind, ground, palette } }) =>
  palette.map((colour) => ({ slug, colour, svg: drawIllustration({ kind, colour, ground }) })),
);
const compositions = [
  heroIllustration(),
  logoMark(),
  logoMark({ ink: "#FBFAF7", ground: "#1F5C4A" }),
  ...collections.map(({ slug }) => collectionBanner(slug)),
];

test("every picture and composition is well-formed XML with finite numbers", () => {
  for (const svg of [...pictures.map((picture) => picture.svg), ...compositions]) {
    expect(openTags(svg)).toEqual([]);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  }
});

test("every product's picture is a 4:5 sheet under 12 kB in each of its colours", () => {
  const heavy = pictures.filter(({ svg }) => Buffer.byteLength(svg) >= 12_000).map(({ slug }) => slug);
  expect(heavy).toEqual([]);
  for (const { svg } of pictures) expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 800 1000"/);
});

test("no picture reaches outside itself", () => {
  for (const svg of [...pictures.map((picture) => picture.svg), ...compositions]) {
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(
      /href|https?:|<image|<script|<style|@import/,
    );
    const ids = new Set([...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const used = [...svg.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id);
    expect(used.filter((id) => !ids.has(id))).toEqual([]);
  }
});

test("an id is given once in a document", () => {
  for (const svg of [...pictures.map((picture) => picture.svg), ...compositions]) {
    const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBe(new Set(ids).size);
  }
});

test("no two products look alike even in the same colour on the same ground", () => {
  const drawn = illustrationKinds.map((kind) => drawIllustration({ kind, colour: "Pine", ground: "kitchen" }));
  expect(drawn.length).toBeGreaterThanOrEqual(48);
  expect(new Set(drawn).size).toBe(drawn.length);
});

test("every colour of a product gives a picture of its own", () => {
  expect(new Set(pictures.map(({ svg }) => svg)).size).toBe(pictures.length);
});

test("every kind that can be drawn is sold", () => {
  const sold = products.map(({ illustration }) => illustration.kind);
  expect(illustrationKinds.filter((kind) => !sold.includes(kind))).toEqual([]);
});

test("the same input draws the same picture", () => {
  const input = { kind: "teapot", colour: "Rust", ground: "kitchen" } as const;
  expect(drawIllustration(input)).toBe(drawIllustration(input));
});

test("collections stand on different grounds", () => {
  expect(new Set(Object.values(grounds)).size).toBe(Object.keys(grounds).length);
});

test.each(["avif", "webp"] as const)("a picture renders to %s at the width asked for, four by five", async (format) => {
  const svg = drawIllustration({ kind: "mug", colour: "Pine", ground: "kitchen" });
  const { width, height, format: read } = await sharp(await renderIllustration(svg, { width: 160, format })).metadata();
  expect([width, height]).toEqual([160, 200]);
  expect(read).toBe(format === "avif" ? "heif" : "webp");
});

test("a broken drawing is refused, not rendered in part", async () => {
  await expect(renderIllustration("<svg><path", { width: 160, format: "webp" })).rejects.toThrow(
    /SVG|unsupported|XML/i,
  );
});

/** The tags an XML reader would find open, unmatched or unreadable; none when the text is well-formed. */
function openTags(xml: string): string[] {
  const open: string[] = [];
  const rest = xml.replace(
    /<(\/?)([A-Za-z]+)((?: [a-z][A-Za-z:-]*="[^"<&]*")*)(\/?)>/g,
    (_, end: string, name: string, _attributes: string, empty: string) => {
      if (end === "/") open.push(...(open.pop() === name ? [] : [`unmatched ${name}`]));
      else if (empty !== "/") open.push(name);
      return "";
    },
  );
  return rest === "" ? open : [...open, `unreadable ${rest.slice(0, 80)}`];
}
