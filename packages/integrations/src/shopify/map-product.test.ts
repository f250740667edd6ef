import { expect, test } from "vitest";

import { mapProduct } from "./map-product.ts";

const variant = {
  id: "gid://shopify/ProductVariant/1",
  sku: " LAMP-1 ",
  price: "19.90",
  compareAtPrice: null,
  position: 1,
  inventoryQuantity: -2,
  selectedOptions: [{ name: "Colour", value: "Pine" }],
  inventoryItem: { id: "gid://shopify/InventoryItem/1", measurement: { weight: { unit: "POUNDS", value: 2 } } },
};

const product = {
  id: "gid://shopify/Product/1",
  title: "Lamp",
  handle: "lamp",
  descriptionHtml: "<p>Warm.</p>",
  status: "ACTIVE",
  options: [{ name: "Colour", position: 1, values: ["Pine", "Oak"] }],
  priceRangeV2: { minVariantPrice: { currencyCode: "SEK" } },
  featuredMedia: { id: "gid://shopify/MediaImage/2" },
  variants: { nodes: [{ ...variant, id: "gid://shopify/ProductVariant/2", position: 2, sku: null }, variant] },
  media: {
    nodes: [
      { id: "gid://shopify/MediaImage/1", alt: null, image: { url: "https://cdn.example/1.jpg", width: 9, height: 9 } },
      { id: "gid://shopify/Video/5", alt: "A film" },
      { id: "gid://shopify/MediaImage/2", alt: "Lit", image: { url: "https://cdn.example/2.jpg" } },
    ],
  },
};
const shop = { currency: "EUR" };

test("a product is told with its variants in their places and its main picture first", () => {
  const mapped = mapProduct(product, shop);
  expect(mapped).toMatchObject({
    externalId: product.id,
    status: "active",
    currency: "SEK",
    options: [{ name: "Colour" }],
  });
  expect(mapped.variants.map(({ sku, options }) => [sku, options])).toEqual([
    ["LAMP-1", { Colour: "Pine" }],
    [null, { Colour: "Pine" }],
  ]);
  expect(mapped.variants[0]).toMatchObject({ price: "19.9", available: -2, weightGrams: 907 });
  expect(mapped.pictures.map(({ url, alt }) => [url, alt])).toEqual([
    ["https://cdn.example/2.jpg", "Lit"],
    ["https://cdn.example/1.jpg", ""],
  ]);
});

test("Shopify's way to say that there is nothing to choose becomes no options at all", () => {
  const plain = {
    ...product,
    options: [{ name: "Title", position: 1, values: ["Default Title"] }],
    variants: { nodes: [{ ...variant, selectedOptions: [{ name: "Title", value: "Default Title" }] }] },
  };
  expect(mapProduct(plain, shop)).toMatchObject({ options: [], variants: [{ options: {} }] });
});

test("what only those may buy who know its address is not on the shelf", () => {
  expect(mapProduct({ ...product, status: "UNLISTED" }, shop).status).toBe("draft");
});

test("a product without variants, and a price that is none, are refused", () => {
  expect(() => mapProduct({ ...product, variants: { nodes: [] } }, shop)).toThrow("cannot be sold");
  const free = { ...product, variants: { nodes: [{ ...variant, price: "free" }] } };
  expect(() => mapProduct(free, shop)).toThrow("free is no amount");
});
