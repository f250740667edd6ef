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
  const { product, variant } = await findStocked();
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
  const { product, variant } = await findStocked();
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
  const { product } = await findStocked();
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

test("a product is made with options, a row for each combination, and put on sale", async () => {
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
  await page.context().close();
});
