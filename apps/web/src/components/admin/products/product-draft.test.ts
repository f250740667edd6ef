import { describe, expect, test } from "vitest";

import type { ProductDto } from "@cartwright/api/schemas";

import { combinations, newVariant, toChanges, toDraft } from "./product-draft.ts";

const variant = {
  id: "v1",
  sku: "LAMP-OAK",
  title: "Oak",
  options: { Wood: "Oak" },
  price: { amount: "59.00", currency: "EUR" },
  compareAt: null,
  available: 4,
  onHand: 5,
  reserved: 1,
  lowStockThreshold: 3,
  weightGrams: 900,
  mediaId: null,
};

const product: ProductDto = {
  id: "p1",
  slug: "lamp",
  title: "Lamp",
  description: "It gives light.",
  details: [{ label: "Material", value: "Oak" }],
  status: "active",
  publishedAt: null,
  version: 3,
  options: [{ name: "Wood", values: ["Oak", "Birch"] }],
  variants: [variant],
  media: [],
  collections: [{ slug: "lighting", title: "Lighting" }],
  updatedAt: "2026-11-21T08:00:00.000Z",
};

const told = (draft: ReturnType<typeof toDraft>) => toChanges(draft, { product, currency: "EUR" });

describe("what an editor tells the API", () => {
  test("is nothing when nothing was changed", () => {
    expect(told(toDraft(product))).toEqual({});
  });

  test("is the changed price alone, with a comma read as a point", () => {
    const draft = toDraft(product);
    const changed = { ...draft, variants: draft.variants.map((row) => ({ ...row, price: "64,50" })) };
    expect(told(changed)).toEqual({
      variants: [
        {
          id: "v1",
          sku: "LAMP-OAK",
          price: { amount: "64.50", currency: "EUR" },
          compareAt: null,
          lowStockThreshold: 3,
          options: { Wood: "Oak" },
        },
      ],
    });
  });

  test("offers a value that no variant had before", () => {
    const draft = toDraft(product);
    const added = { ...newVariant({ Wood: "Elm" }), sku: "LAMP-ELM", price: "61" };
    expect(told({ ...draft, variants: [...draft.variants, added] })).toMatchObject({
      options: [{ name: "Wood", values: ["Oak", "Birch", "Elm"] }],
      variants: [{ sku: "LAMP-ELM", options: { Wood: "Elm" } }],
    });
  });

  test("shows no picture for a variant that goes off sale", () => {
    const draft = toDraft(product);
    const media = [{ mediaId: "m1", alt: " Oak lamp ", variantIds: ["v1"] }];
    expect(told({ ...draft, media }).media).toEqual([{ mediaId: "m1", alt: "Oak lamp", variantIds: ["v1"] }]);
    const gone = draft.variants.map((row) => ({ ...row, archived: true }));
    expect(told({ ...draft, media, variants: gone }).media).toEqual([
      { mediaId: "m1", alt: "Oak lamp", variantIds: [] },
    ]);
  });

  test("takes variants off sale by id and forgets new ones that were taken back", () => {
    const draft = toDraft(product);
    const gone = draft.variants.map((row) => ({ ...row, archived: true }));
    const takenBack = { ...newVariant({ Wood: "Birch" }), archived: true };
    expect(told({ ...draft, variants: [...gone, takenBack] })).toEqual({ archiveVariantIds: ["v1"] });
  });
});

test("options multiply to every combination, and no options to one variant", () => {
  const options = [
    { name: "Size", values: ["S", "L"] },
    { name: "Wood", values: ["Oak"] },
  ];
  expect(combinations(options)).toEqual([
    { Size: "S", Wood: "Oak" },
    { Size: "L", Wood: "Oak" },
  ]);
  expect(combinations([])).toEqual([{}]);
});
