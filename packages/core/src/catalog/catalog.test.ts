import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { newId } from "@cartwright/db";
import { createTestDatabase, type TestDatabase } from "@cartwright/db/testing";

import type { Ctx } from "#context.ts";

import { createProduct } from "./create-product.ts";
import { listProducts } from "./list-products.ts";
import { readProduct } from "./read-product.ts";
import { updateProduct } from "./update-product.ts";

let database: TestDatabase;
let ctx: Ctx;
let stranger: Ctx;

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = await organization("Havu");
  stranger = await organization("Other");
});
afterAll(() => database.drop());

describe("the catalogue", () => {
  it("pages through every product exactly once, whatever the order", async () => {
    for (let n = 0; n < 23; n += 1) await product(ctx, `Lamp ${n}`, BigInt(1000 + (n % 4) * 100));
    for (const sort of ["newest", "price_asc", "price_desc", "title"] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listProducts(ctx, { query: "lamp", sort, limit: 5, cursor });
        seen.push(...page.items.map(({ slug }) => slug));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(seen).toHaveLength(23);
      expect(new Set(seen).size).toBe(23);
    }
  });

  it("sorts by price and counts the facets over what the other filters leave", async () => {
    const page = await listProducts(ctx, {
      query: "lamp",
      sort: "price_desc",
      minPriceMinor: 1200n,
      limit: 50,
    });
    expect(page.items.map(({ minPrice }) => minPrice.minor)).toEqual(
      page.items.map(({ minPrice }) => minPrice.minor).toSorted((a, b) => Number(b - a)),
    );
    expect(page.totalCount).toBe(page.items.length);
    expect(page.facets.minPrice?.minor).toBe(1000n);
  });

  it("finds a product by SKU and in spite of a typo", async () => {
    await product(ctx, "Enamel kettle", 4900n, { sku: "KET-77" });
    expect((await listProducts(ctx, { query: "KET-77" })).items.map(({ title }) => title)).toEqual(["Enamel kettle"]);
    expect((await listProducts(ctx, { query: "enamal" })).items.map(({ title }) => title)).toEqual(["Enamel kettle"]);
  });

  it("treats % and _ in a search as letters", async () => {
    expect((await listProducts(ctx, { query: "%" })).totalCount).toBe(0);
  });

  it("refuses a cursor that is not ours", async () => {
    await expect(listProducts(ctx, { cursor: "nonsense" })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  it("shows drafts to staff only", async () => {
    const draft = await createProduct(ctx, {
      title: "Secret",
      variants: [{ sku: "SECRET", priceMinor: 1n }],
    });
    await expect(readProduct(ctx, { id: draft.id })).rejects.toMatchObject({ code: "not_found" });
    expect((await readProduct(ctx, { id: draft.id, audience: "staff" })).title).toBe("Secret");
  });

  it("never shows or changes another organization's product", async () => {
    const mine = await product(ctx, "Mine", 100n);
    await expect(readProduct(stranger, { id: mine.id, audience: "staff" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(updateProduct(stranger, { id: mine.id, title: "Theirs" })).rejects.toMatchObject({
      code: "not_found",
    });
    expect((await listProducts(stranger, { status: "any" })).totalCount).toBe(0);
  });

  it("writes nothing when a SKU is taken", async () => {
    await product(ctx, "First", 100n, { sku: "TWICE" });
    const before = await ctx.db.prisma.product.count();
    const again = createProduct(ctx, {
      title: "Second",
      variants: [{ sku: "TWICE", priceMinor: 1n }],
    });
    await expect(again).rejects.toMatchObject({ code: "sku_taken" });
    expect(await ctx.db.prisma.product.count()).toBe(before);
  });

  it("refuses variants that do not fit the options", async () => {
    const options = [{ name: "Colour", values: ["Pine", "Clay"] }];
    const make = (...colours: string[]) =>
      createProduct(ctx, {
        title: "Cup",
        options,
        variants: colours.map((Colour, n) => ({
          sku: `CUP-${n}-${newId()}`,
          priceMinor: 1n,
          options: { Colour },
        })),
      });
    await expect(make("Pine", "Pine")).rejects.toMatchObject({ code: "invalid_input" });
    await expect(make("Blue")).rejects.toMatchObject({ code: "invalid_input" });
    expect((await make("Pine", "Clay")).variants.map(({ title }) => title)).toEqual(["Pine", "Clay"]);
  });

  it("gives an option more values for new variants, and keeps those that variants on sale have", async () => {
    const cup = (Colour: string) => ({ sku: newId(), priceMinor: 100n, options: { Colour } });
    const made = await createProduct(ctx, {
      title: "Beaker",
      options: [{ name: "Colour", values: ["Pine", "Clay"] }],
      variants: [cup("Pine")],
    });
    const offer = (...values: string[]) => [{ name: "Colour", values }];
    const grown = await updateProduct(ctx, { id: made.id, options: offer("Pine", "Sky"), variants: [cup("Sky")] });
    expect(grown.options).toEqual(offer("Pine", "Sky"));
    expect(grown.variants.map(({ title }) => title)).toEqual(["Pine", "Sky"]);
    for (const options of [offer("Sky"), offer("Pine", "Sky", "Sky"), [{ name: "Size", values: ["Pine", "Sky"] }], []])
      await expect(updateProduct(ctx, { id: made.id, options })).rejects.toMatchObject({ code: "invalid_input" });
    expect(await readProduct(ctx, { id: made.id, audience: "staff" })).toEqual(grown);
  });

  it("tells an editor that somebody else saved meanwhile, and keeps what they saved", async () => {
    const opened = await product(ctx, "Shared", 100n);
    await updateProduct(ctx, {
      id: opened.id,
      expectedVersion: opened.version,
      title: "Saved first",
    });
    const late = updateProduct(ctx, {
      id: opened.id,
      expectedVersion: opened.version,
      title: "Saved late",
    });
    await expect(late).rejects.toMatchObject({ code: "version_conflict" });
    expect((await readProduct(ctx, { id: opened.id })).title).toBe("Saved first");
  });

  it("keeps the cheapest price of a product as its variants change", async () => {
    const made = await product(ctx, "Priced", 500n);
    const [variant] = made.variants;
    if (!variant) throw new Error("the product has a variant");
    await updateProduct(ctx, {
      id: made.id,
      variants: [{ id: variant.id, sku: variant.sku, priceMinor: 300n }],
    });
    const [card] = (await listProducts(ctx, { query: "Priced" })).items;
    expect(card?.minPrice).toEqual({ minor: 300n, currency: "EUR" });
  });
});

async function product(owner: Ctx, title: string, priceMinor: bigint, { sku = newId() }: { sku?: string } = {}) {
  return createProduct(owner, {
    title,
    status: "active",
    variants: [{ sku, priceMinor, stock: 3 }],
  });
}

async function organization(name: string): Promise<Ctx> {
  const organizationId = newId();
  await database.db.prisma.organization.create({
    data: { id: organizationId, slug: organizationId, name },
  });
  await database.db.prisma.location.create({
    data: { id: newId(), organizationId, name: "Shop", isDefault: true },
  });
  return {
    db: database.db,
    log: pino({ level: "silent" }),
    now: () => new Date(),
    payments: {},
    carriers: {},
    settings: {
      webUrl: "http://localhost",
      holdMs: 900_000,
      encryptionKey: new Uint8Array(32),
      allowPrivateCallbacks: true,
      sandboxCarrier: true,
    },
    wakeRelay: () => undefined,
    organizationId,
    actor: { type: "system", name: "test" },
    requestId: "test",
  };
}
