import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { callApi, findStocked, openAdmin, placeOrder } from "./admin-visit.ts";
import { launchChromium } from "./chromium.ts";
import { readInstance } from "./instance.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

const anything = z.looseObject({});

test("low stock: every open admin is alerted at once, wherever they are, and every admin gets a mail", async () => {
  const { variant, product } = await findStocked("sauna-and-bath");
  const pages = [await openAdmin(browser, "/admin/orders"), await openAdmin(browser, "/admin/jobs")];
  await setStock(variant.id, 2);
  const words = `${product.title} (${variant.sku}) is running low: 2 left.`;
  await Promise.all(pages.map((page) => page.getByText(words).first().waitFor()));
  const [page] = pages;
  await page
    ?.getByRole("button", { name: /^Alerts/ })
    .first()
    .click();
  await page?.getByRole("dialog").getByRole("link", { name: words }).waitFor();
  await expect.poll(() => mailsAbout(`${product.title} is running low`), { timeout: 20_000 }).toBeGreaterThan(0);
  await setStock(variant.id, variant.onHand);
  for (const each of pages) await each.context().close();
});

test("cancelled: the stock is back on the product's open pages, in the shop and in the admin, without a reload", async () => {
  const { variant, product } = await findStocked("sauna-and-bath");
  await setStock(variant.id, 3);
  const { orderId } = await placeOrder(variant.sku, 3);
  const admin = await openAdmin(browser, `/admin/products/${product.id}`);
  const shop = await browser.newPage();
  await shop.goto(`${readInstance().webUrl}/products/${product.slug}?variant=${variant.sku}`);
  await shop.getByText("Sold out").first().waitFor();
  // The page listens once it has stayed open for a moment.
  await shop.waitForRequest(/live\/catalog/, { timeout: 15_000 });
  await callApi(anything, { method: "POST", path: `/orders/${orderId}/cancel`, body: { reason: "changed my mind" } });
  await expectShown(shop.getByText(/3 left/).first());
  await shop.context().close();
  await admin.context().close();
  await setStock(variant.id, variant.onHand);
});

test("a rule from a template is tried, saved off, switched on, acts on the next order and says why", async () => {
  const { variant } = await findStocked("sauna-and-bath");
  const page = await openAdmin(browser, "/admin/automation/templates");
  await page.getByRole("link", { name: "Use template: Large orders: hold for a look" }).click();
  await page.getByLabel("Name").fill("Hold everything");
  await page.getByRole("textbox", { name: "Value" }).fill("0");
  await page.getByRole("button", { name: "Dry run" }).click();
  await page.getByText(/It would have acted \d+ times?/).waitFor();
  await page.getByRole("button", { name: "Save rule" }).click();
  await page.getByRole("heading", { name: "Hold everything" }).waitFor();
  await page.getByRole("button", { name: "Switch on" }).click();
  await page.getByRole("button", { name: "Switch off" }).waitFor();
  const { orderId, number } = await placeOrder(variant.sku, 1);
  await expectShown(page.getByText("Put the order on hold: Large order: look at it first").first());
  await page.getByRole("button", { name: "Switch off" }).click();
  await page.getByRole("button", { name: "Switch on" }).waitFor();
  await release(page, { orderId, number });
  await page.context().close();
});

/** Waits as long as Playwright does, and fails after it. */
async function expectShown(words: Locator): Promise<void> {
  await words.waitFor();
  expect(await words.isVisible()).toBe(true);
}

async function release(page: Page, { orderId, number }: { orderId: string; number: string }): Promise<void> {
  await page.goto(`${readInstance().webUrl}/admin/orders?hold=1`);
  await page.getByRole("link", { name: number, exact: true }).click();
  await page.waitForURL(new RegExp(orderId));
  await page.getByText("This order is on hold and will not leave").waitFor();
  await page.getByRole("button", { name: "Release order" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Release order" }).click();
  await page.getByText("This order is on hold and will not leave").waitFor({ state: "detached" });
}

async function setStock(variantId: string, onHand: number): Promise<void> {
  await callApi(anything, {
    method: "POST",
    path: `/variants/${variantId}/stock`,
    body: { onHand, reason: "counted" },
  });
}

const inbox = z.object({ items: z.array(z.looseObject({ subject: z.string() })) });

async function mailsAbout(subject: string): Promise<number> {
  const answer = await fetch(`${readInstance().sandboxUrl}/inbox.json`);
  const { items } = inbox.parse(await answer.json());
  return items.filter((mail) => mail.subject === subject).length;
}
