import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { callApi, findStocked, openAdmin } from "./admin-visit.ts";
import { launchChromium } from "./chromium.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

test("a price is edited, asked about when left unsaved, and kept when saved", async () => {
  const { product, variant } = await findStocked("sauna-and-bath");
  const page = await openAdmin(browser, `/admin/products/${product.id}`);
  const price = page.getByRole("row").filter({ has: page.locator(`input[value="${variant.sku}"]`) });
  const field = price.getByLabel(/^Price of/);
  const before = await field.inputValue();
  const after = (Number(before) + 1).toFixed(2);
  await field.fill(after);
  await page.getByText("Unsaved changes").waitFor();
  await page.getByRole("link", { name: "Orders", exact: true }).first().click();
  await page.getByRole("heading", { name: "Leave without saving?" }).waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText(`${product.title} is saved`).waitFor();
  await page.reload();
  expect(await field.inputValue()).toBe(after);
  await field.fill(before);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText(`${product.title} is saved`).waitFor();
  await page.context().close();
});

test("stock that changed meanwhile is told, and counted from what is there now", async () => {
  const { product, variant } = await findStocked("sauna-and-bath");
  const page = await openAdmin(browser, `/admin/products/${product.id}`);
  const row = page.getByRole("row").filter({ has: page.locator(`input[value="${variant.sku}"]`) });
  await row.getByRole("button", { name: /^Adjust stock/ }).click();
  const dialog = page.getByRole("dialog");
  const stock = z.object({ onHand: z.number() });
  const elsewhere = { delta: 2, reason: "Found behind the shelf" };
  await callApi(stock, { method: "POST", path: `/variants/${variant.id}/stock`, body: elsewhere });
  const counted = variant.onHand + 5;
  await dialog.getByLabel("On hand").fill(String(counted));
  await dialog.getByRole("button", { name: `Save ${counted} on hand` }).click();
  await dialog.getByText("The stock changed meanwhile").waitFor();
  await dialog.getByRole("button", { name: `Go on from ${variant.onHand + 2}` }).click();
  await dialog.getByRole("button", { name: `Save ${counted} on hand` }).click();
  await page.getByText(`${variant.sku}: ${counted} on hand`).waitFor();
  const put = { onHand: variant.onHand, reason: "Put back after the test" };
  const back = await callApi(stock, { method: "POST", path: `/variants/${variant.id}/stock`, body: put });
  expect(back.onHand).toBe(variant.onHand);
  await page.context().close();
});

test("somebody else's save is told to who is editing, and costs nothing that was typed", async () => {
  const { product } = await findStocked("sauna-and-bath");
  const mine = await openAdmin(browser, `/admin/products/${product.id}`);
  const theirs = await openAdmin(browser, `/admin/products/${product.id}`);
  const description = mine.getByLabel("Description");
  const original = await description.inputValue();
  await description.fill(`${original} Mine.`);
  await theirs.getByRole("button", { name: "Add detail" }).click();
  await theirs
    .getByLabel(/^Name of detail/)
    .last()
    .fill("Packed in");
  await theirs
    .getByLabel(/^Value of detail/)
    .last()
    .fill("Paper");
  await theirs.getByRole("button", { name: "Save", exact: true }).click();
  await theirs.getByText(`${product.title} is saved`).waitFor();
  await mine.getByText("Somebody else saved this product meanwhile").waitFor();
  expect(await description.inputValue()).toBe(`${original} Mine.`);
  await mine.getByRole("button", { name: "Take theirs" }).click();
  expect(await description.inputValue()).toBe(original);
  expect(
    await mine
      .getByLabel(/^Value of detail/)
      .last()
      .inputValue(),
  ).toBe("Paper");
  await mine.context().close();
  await theirs.context().close();
});

test("photos are uploaded, described, ordered and shown for a variant; what is no photo is refused by its name", async () => {
  const title = `Felt bag ${Date.now()}`;
  const sku = title.replaceAll(" ", "-");
  const made = await callApi(z.object({ id: z.string(), slug: z.string() }), {
    method: "POST",
    path: "/products",
    body: {
      title,
      status: "active",
      options: [{ name: "Colour", values: ["Moss"] }],
      variants: [{ sku, price: { amount: "45.00", currency: "EUR" }, options: { Colour: "Moss" } }],
    },
  });
  const page = await openAdmin(browser, `/admin/products/${made.id}`);
  const photo = async (name: string, width: number) => {
    const buffer = await page.screenshot({ clip: { x: 0, y: 0, width, height: 90 } });
    return { name, mimeType: "image/png", buffer };
  };
  const notes = { name: "notes.png", mimeType: "image/png", buffer: Buffer.from("no photo") };
  await page
    .getByLabel("Add pictures")
    .setInputFiles([await photo("front.png", 60), notes, await photo("side.png", 70)]);
  await page.getByText("notes.png was not taken").waitFor();
  await page.getByLabel("What picture 2 of 2 shows").fill("From the side");
  await page.getByRole("button", { name: "Move picture 2 of 2 up" }).click();
  await page.getByRole("button", { name: "Add variant" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Colour").fill("Moss");
  await dialog.getByText("Moss is there already").waitFor();
  await dialog.getByLabel("Colour").fill("Rust");
  await dialog.getByText("Rust becomes a new colour").waitFor();
  await dialog.getByRole("button", { name: "Add variant" }).click();
  await page.getByLabel("SKU of Rust").fill(`${sku}-rust`);
  const save = async () => {
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Unsaved changes").waitFor({ state: "hidden" });
  };
  await save();
  await page.getByText("Shows the whole product").first().click();
  await page.getByLabel("Rust", { exact: true }).first().check();
  await save();
  const media = z.array(z.object({ alt: z.string(), mediaId: z.string() }));
  const variants = z.array(z.object({ title: z.string(), mediaId: z.string().nullable() }));
  const seen = await callApi(z.object({ media, variants }), { path: `/products/${made.slug}` });
  expect(seen.media.map(({ alt }) => alt)).toEqual(["From the side", title]);
  expect(seen.variants).toEqual([
    { title: "Moss", mediaId: null },
    { title: "Rust", mediaId: seen.media[0]?.mediaId },
  ]);
  await page.context().close();
});

test("a product is made with options, a row for each combination, put on sale, archived and deleted", async () => {
  const page = await openAdmin(browser, "/admin/products/new");
  const title = `Tin box ${Date.now()}`;
  await page.getByLabel("Title", { exact: true }).fill(title);
  await page.getByRole("button", { name: "Add option" }).click();
  await page.getByLabel("Option 1", { exact: true }).fill("Size");
  await page.getByLabel("Values, with commas between").fill("Small, Large");
  for (const [size, price] of [
    ["Small", "12.50"],
    ["Large", "18"],
  ] as const) {
    await page.getByLabel(`SKU of ${size}`).fill(`${title}-${size}`.replaceAll(" ", "-"));
    await page.getByLabel(`Price of ${size}`, { exact: true }).fill(price);
    await page.getByLabel(`On hand of ${size}`).fill("4");
  }
  await page.getByRole("button", { name: "Save and publish" }).click();
  await page.waitForURL(/\/admin\/products\/[\da-f-]{36}$/);
  await page.getByText("On sale", { exact: true }).waitFor();
  expect(await page.getByLabel("Price of Small", { exact: true }).inputValue()).toBe("12.50");
  await page.getByRole("button", { name: "Archive", exact: true }).click();
  await page.getByText("2 variants with 8 available units").waitFor();
  await page.getByRole("button", { name: "Archive product" }).click();
  await page.getByText("Archived", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("button", { name: "Delete product" }).click();
  await page.waitForURL(/\/admin\/products$/);
  await page.context().close();
});
