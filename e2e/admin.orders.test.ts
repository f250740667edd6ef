import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { callApi, findStocked, openAdmin, placeOrder } from "./admin-visit.ts";
import { launchChromium } from "./chromium.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

test("an invoice is marked paid, and part of it refunded, as the timeline tells", async () => {
  const { variant } = await findStocked("lighting");
  const { orderId } = await placeOrder(variant.sku, 2);
  const page = await openAdmin(browser, `/admin/orders/${orderId}`);
  await page.getByRole("button", { name: "Mark paid" }).click();
  await page.getByRole("button", { name: /^Record €/ }).click();
  const timeline = page.getByRole("region", { name: "Timeline" });
  await timeline.getByText("Paid", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Refund", exact: true }).click();
  await page.getByLabel("Amount in EUR").fill("100000");
  await page.getByText("More than is left").waitFor();
  expect(await page.getByRole("button", { name: /^Refund €/ }).isDisabled()).toBe(true);
  await page.getByLabel("Amount in EUR").fill("1,50");
  await page.getByLabel("Reason").fill("A scratch on the glaze");
  await page.getByRole("button", { name: "Refund €1.50" }).click();
  await timeline.getByText("Refunded", { exact: true }).waitFor();
  await page.getByText("Part refunded").waitFor();
  expect(await timeline.getByText("A scratch on the glaze").count()).toBeGreaterThan(0);
  await page.context().close();
});

test("a paid order is shipped with its tracking number", async () => {
  const page = await openAdmin(browser, "/admin/orders?status=paid");
  // The seed leaves paid orders; those are nobody's but ours to ship.
  await page.locator("tbody [data-row]").last().click();
  await page.getByRole("button", { name: "Ship order" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Carrier").selectOption("posti");
  await dialog.getByLabel("Tracking number").fill("JJFI65432100012345");
  await dialog.getByRole("button", { name: "Ship order" }).click();
  const shipments = page.getByRole("region", { name: "Shipments" });
  await shipments.getByText("JJFI65432100012345").waitFor();
  await page.getByRole("region", { name: "Timeline" }).getByText("Shipped", { exact: true }).waitFor();
  expect(await page.getByRole("button", { name: "Ship order" }).count()).toBe(0);
  await page.context().close();
});

test("cancelling says in numbers what it does, and gives the stock back", async () => {
  const { product, variant } = await findStocked("lighting");
  const { orderId } = await placeOrder(variant.sku, 3);
  const page = await openAdmin(browser, `/admin/orders/${orderId}`);
  await page.getByRole("button", { name: "Cancel order" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("3 units of 1 line will be on sale again.").waitFor();
  await dialog.getByText("Nothing was paid, so nothing is refunded.").waitFor();
  await dialog.getByLabel("Reason").fill("Ordered twice");
  await dialog.getByRole("button", { name: "Cancel order" }).click();
  await page.getByText("Ordered twice").first().waitFor();
  const shape = z.object({ items: z.array(z.object({ slug: z.string(), title: z.string() })) });
  const { items } = await callApi(shape, { path: `/products?query=${encodeURIComponent(product.title)}` });
  const slug = items.find(({ title }) => title === product.title)?.slug ?? "";
  const stock = z.object({ variants: z.array(z.object({ id: z.string(), available: z.number() })) });
  const { variants } = await callApi(stock, { path: `/products/${slug}` });
  expect(variants.find(({ id }) => id === variant.id)?.available).toBe(variant.available);
  await page.context().close();
});

test("the list is narrowed by search and chips, which the address keeps", async () => {
  const page = await openAdmin(browser, "/admin/orders");
  await page.getByRole("link", { name: "Delivered", exact: true }).click();
  await page.waitForURL(/status=delivered/);
  await page.keyboard.press("/");
  await page.keyboard.type("1051");
  await page.waitForURL(/q=1051/);
  await page.getByRole("link", { name: "1051", exact: true }).waitFor();
  await page.waitForFunction(() => document.querySelectorAll("tbody [data-row]").length === 1);
  expect(await page.locator("tbody tr").count()).toBe(1);
  await page.context().close();
});
