import { expect, test } from "vitest";

import { colours } from "../../illustrations/index.ts";
import { collections, products } from "./index.ts";

const variants = products.flatMap((product) => product.variants.map((variant) => ({ product, variant })));

test("the shop is large enough to browse: 48 products, and six to each of six collections", () => {
  const sizes = collections.map(({ slug }) => products.filter((product) => product.collections.includes(slug)).length);
  expect(products.length).toBeGreaterThanOrEqual(48);
  expect(sizes.length).toBeGreaterThanOrEqual(6);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(6);
});

test("no two products share a title, a slug or a picture, and no two variants a SKU", () => {
  expect(repeated(products.map(({ title }) => title))).toEqual([]);
  expect(repeated(products.map(({ slug }) => slug))).toEqual([]);
  expect(repeated(products.map(({ illustration }) => illustration.kind))).toEqual([]);
  expect(repeated(variants.map(({ variant }) => variant.sku))).toEqual([]);
});

test("slugs and SKUs are safe in a URL and on a label", () => {
  expect(products.filter(({ slug }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))).toEqual([]);
  expect(variants.filter(({ variant }) => !/^HV(-[A-Z0-9]+){2,4}$/.test(variant.sku))).toEqual([]);
});

test("every variant answers every option of its product with a listed value, and nothing else", () => {
  const wrong = variants.filter(
    ({ product, variant }) =>
      Object.keys(variant.options).join() !== product.options.map(({ name }) => name).join() ||
      product.options.some(({ name, values }) => !values.includes(variant.options[name] ?? "")),
  );
  expect(wrong).toEqual([]);
});

test("every listed option value can be had in at least one variant", () => {
  const unused = products.flatMap(({ slug, options, variants: own }) =>
    options.flatMap(({ name, values }) =>
      values
        .filter((value) => own.every((variant) => variant.options[name] !== value))
        .map((value) => [slug, name, value]),
    ),
  );
  expect(unused).toEqual([]);
});

test("no product has two variants with the same combination, and none more than twelve", () => {
  const doubled = products.filter(
    ({ variants: own }) => repeated(own.map(({ options }) => JSON.stringify(options))).length > 0,
  );
  const sizes = products.map(({ variants: own }) => own.length);
  expect(doubled).toEqual([]);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(12);
});

test("prices are whole cents above nothing, and a price before is higher than the price now", () => {
  const wrong = variants.filter(
    ({ variant: { priceMinor, compareAtMinor } }) =>
      !Number.isInteger(priceMinor) ||
      priceMinor <= 0 ||
      (compareAtMinor !== undefined && (!Number.isInteger(compareAtMinor) || compareAtMinor <= priceMinor)),
  );
  expect(wrong).toEqual([]);
});

test("weights and stock are whole numbers that a parcel and a shelf can have", () => {
  const wrong = variants.filter(
    ({ variant: { weightGrams, stock } }) =>
      !Number.isInteger(weightGrams) ||
      weightGrams <= 0 ||
      weightGrams > 30_000 ||
      !Number.isInteger(stock) ||
      stock < 0,
  );
  expect(wrong).toEqual([]);
});

test("the shelf has sold-out variants, sold-out products and things nearly gone", () => {
  const soldOut = products.filter((product) => product.variants.every(({ stock }) => stock === 0));
  const someSoldOut = products.filter((product) => product.variants.some(({ stock }) => stock === 0));
  const nearlyGone = variants.filter(({ variant: { stock } }) => stock >= 1 && stock <= 4);
  expect(soldOut.length).toBeGreaterThanOrEqual(2);
  expect(soldOut.length).toBeLessThanOrEqual(3);
  expect(someSoldOut.length).toBeGreaterThan(soldOut.length + 5);
  expect(nearlyGone.length).toBeGreaterThanOrEqual(10);
});

test("some combinations are not made at all", () => {
  const withGaps = products.filter(
    ({ options, variants: own }) => own.length < options.reduce((count, { values }) => count * values.length, 1),
  );
  expect(withGaps.length).toBeGreaterThanOrEqual(4);
});

test("everything among the gifts costs less than thirty euros in every variant", () => {
  const gifts = variants.filter(({ product }) => product.collections.includes("gifts-under-30"));
  expect(gifts.filter(({ variant }) => variant.priceMinor >= 3000)).toEqual([]);
});

test("every product belongs to listed collections and is drawn on its home collection's ground", () => {
  const slugs = collections.map(({ slug }) => slug);
  const homeless = products.filter(({ collections: own }) => own.some((slug) => !slugs.includes(slug)));
  const misplaced = products.filter(({ collections: own, illustration }) => own[0] !== illustration.ground);
  expect([...homeless, ...misplaced]).toEqual([]);
});

test("a product that comes in colours is drawn in each of them, any other in one", () => {
  const wrong = products.filter(({ options, illustration }) => {
    const colourOption = options.find(({ values }) => values.every((value) => value in colours));
    const asked = colourOption?.values ?? illustration.palette.slice(0, 1);
    return illustration.paletteOption !== colourOption?.name || illustration.palette.join() !== asked.join();
  });
  expect(wrong).toEqual([]);
});

test("every description is two to four sentences, with at least four details beside it, no label twice", () => {
  const wrong = products.filter(({ description, details }) => {
    const sentences = description.match(/[^.]+\.(?= |$)/g) ?? [];
    const labels = details.map(([label]) => label);
    return sentences.length < 2 || sentences.length > 4 || labels.length < 4 || repeated(labels).length > 0;
  });
  expect(wrong.map(({ slug }) => slug)).toEqual([]);
});

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}
