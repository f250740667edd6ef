import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { newId } from "@cartwright/db";
import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import type { Ctx } from "#context.ts";

import { commandContext } from "../cli/command-context.ts";
import { listProducts } from "../list-products.ts";
import { readProduct } from "../read-product.ts";
import { importProducts } from "./import-products.ts";
import type { RowError } from "./product-draft.ts";

let database: TestDatabase;
let folder: string;
let ctx: Ctx;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), "import test "));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});
beforeEach(async () => {
  const id = newId();
  await database.db.prisma.organization.create({ data: { id, slug: id, name: "Shop" } });
  await database.db.prisma.location.create({
    data: { id: newId(), organizationId: id, name: "Shelf", isDefault: true },
  });
  ctx = await commandContext(database.db, id);
});

const vendure = `name,slug,description,assets,facets,optionGroups,optionValues,sku,price,taxCategory,stockOnHand,trackInventory
Kettle,kettle,Boils,kettle.png,category:Kitchen|brand:None,colour|size,Red|L,K-R-L,49.90,standard,7,
,,,,,,Blue|L,K-B-L,51.00,standard,0,
Cup,cup,Holds,,category:Kitchen,,,CUP,9.00,standard,100,
`;

const shopify = `Handle,Title,Body (HTML),Type,Published,Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Price,Variant Compare At Price,Image Src,Image Position,Variant Image,Status
linen-towel,Linen towel,"<p>Soft &amp; heavy</p><script>alert(1)</script>",Textiles,TRUE,Colour,Sand,LT-S,300,5,39.00,45.00,https://cdn.example/towel.png?v=1,1,,active
linen-towel,,,,,,Sea,LT-B,300,3,39.00,,,,,
linen-towel,,,,,,,,,,,,https://cdn.example/towel-2.png,2,,
candle,Candle,,Lighting,FALSE,Title,Default Title,,120,8,12.50,,,,,
`;

describe("importing products", () => {
  it("reads Vendure's columns, with variants, stock, collections and pictures", async () => {
    const images = await picture("kettle.png");
    const report = await run(vendure, { images });
    expect(report).toMatchObject({ products: 2, variants: 3, created: 2, errors: 0, missingImages: 0 });
    const kettle = await readProduct(ctx, { slug: "kettle" });
    expect(kettle.variants.map(({ sku, price, onHand }) => [sku, price.minor, onHand])).toEqual([
      ["K-R-L", 4990n, 7],
      ["K-B-L", 5100n, 0],
    ]);
    expect(kettle.options).toEqual([
      { name: "colour", values: ["Red", "Blue"] },
      { name: "size", values: ["L"] },
    ]);
    expect(kettle.collections).toEqual([{ slug: "kitchen", title: "Kitchen" }]);
    expect(kettle.media).toHaveLength(1);
  });

  it("shows a picture that several variants share once", async () => {
    const shared = vendure
      .replace("standard,7,", "standard,7,,kettle.png")
      .replace("standard,0,", "standard,0,,kettle.png");
    await run(shared.replace("trackInventory", "trackInventory,variantAssets"), {
      images: await picture("kettle.png"),
    });
    const kettle = await readProduct(ctx, { slug: "kettle" });
    expect(kettle.media).toHaveLength(1);
    expect(new Set(kettle.variants.map(({ mediaId }) => mediaId))).toEqual(new Set([kettle.media[0]?.mediaId]));
    expect((await listProducts(ctx, { query: "kettle" })).items[0]?.hoverMedia).toBeNull();
  });

  it("reads Shopify's columns, and never takes its HTML over", async () => {
    const report = await run(shopify);
    expect(report).toMatchObject({ products: 2, variants: 3, created: 2, errors: 0, missingImages: 2 });
    const towel = await readProduct(ctx, { slug: "linen-towel" });
    expect(towel.description).toContain("Soft & heavy");
    expect(towel.description).not.toContain("<");
    expect(towel.variants[0]?.compareAt?.minor).toBe(4500n);
    const candle = await readProduct(ctx, { slug: "candle", audience: "staff" });
    expect(candle.status).toBe("draft");
    expect(candle.options).toEqual([]);
    expect(candle.variants[0]?.sku).toBe("CANDLE");
  });

  it("changes nothing the second time, and only what differs the third", async () => {
    const images = await picture("kettle.png");
    await run(vendure, { images });
    expect(await run(vendure, { images })).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    expect(await run(vendure.replace("51.00", "53.00"), { images })).toMatchObject({
      created: 0,
      updated: 1,
      unchanged: 1,
    });
    expect((await readProduct(ctx, { slug: "kettle" })).variants[1]?.price.minor).toBe(5300n);
  });

  it("leaves alone the stock of variants that it knows: they have been sold from meanwhile", async () => {
    await run(vendure);
    await run(vendure.replace("standard,7", "standard,700").replace("49.90", "50.00"));
    expect((await readProduct(ctx, { slug: "kettle" })).variants[0]?.onHand).toBe(7);
  });

  it("says row, column and reason of bad rows and keeps the good ones", async () => {
    const bad = `${vendure}Pot,pot,,,,size,S,POT-S,cheap,standard,1,
,,,,,,M,POT-M,20.00,standard,1,
,,,,,,L,POT-M,20.00,standard,1,
,,,,,,M,POT-X,20.00,standard,1,
Lid,lid,,,,,,CUP,5.00,standard,1,
`;
    const errors: RowError[] = [];
    const report = await run(bad, { onError: (error) => errors.push(error) });
    expect(errors.map(({ row, column }) => [row, column])).toEqual([
      [5, "price"],
      [8, "option values"],
      [9, "sku"],
    ]);
    expect(report).toMatchObject({ created: 3, errors: 3 });
    expect((await readProduct(ctx, { slug: "pot" })).variants.map(({ sku }) => sku)).toEqual(["POT-M", "POT-M-l"]);
  });

  it("writes nothing in a dry run and says what would change", async () => {
    const changes: string[] = [];
    await run(vendure, { dryRun: true, onChange: ({ slug, action }) => changes.push(`${action} ${slug}`) });
    expect(changes).toEqual(["created kettle", "created cup"]);
    expect(await database.db.prisma.product.count({ where: { organizationId: ctx.organizationId } })).toBe(0);
  });

  it("refuses a file of unknown columns", async () => {
    await expect(run("a,b\n1,2\n")).rejects.toMatchObject({ code: "invalid_input" });
  });

  const real = join(import.meta.dirname, "../../../../../../shared/data/catalog/");
  it.runIf(existsSync(real))("brings in a real catalogue with its photos, twice without a difference", async () => {
    const input = { file: `${real}vendure-products.csv`, images: `${real}vendure-images.tar` };
    expect(await importProducts(ctx, input)).toMatchObject({
      products: 54,
      variants: 88,
      created: 54,
      errors: 0,
      missingImages: 0,
    });
    expect(await importProducts(ctx, input)).toMatchObject({ created: 0, updated: 0, unchanged: 54 });
  });
});

async function run(csv: string, options: Omit<Parameters<typeof importProducts>[1], "file"> = {}) {
  const file = join(folder, `${newId()}.csv`);
  await writeFile(file, csv);
  return importProducts(ctx, { ...options, file });
}

async function picture(name: string): Promise<string> {
  const images = await mkdtemp(join(folder, "images "));
  const red = { create: { width: 20, height: 25, channels: 3 as const, background: "#a33" } };
  await writeFile(join(images, name), await sharp(red).png().toBuffer());
  return images;
}
