import { afterAll, beforeAll, expect, test } from "vitest";

import { openAdmin } from "./admin-visit.ts";
import { launchChromium } from "./chromium.ts";
import { findProblems } from "./find-problems.ts";
import { expectHeadline, fillAddress, openShop, phone, type Shop, takeToCheckout } from "./harness.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

test("a shopper finds a pickup point by postal code, chooses it by keyboard on a phone, and it stays with the order", async () => {
  const page = await shop.visit(phone);
  await takeToCheckout(page, "/products/paper-scissors");
  await fillAddress(page, "aino@example.com");
  const points = page.getByRole("group", { name: "Pick it up at" });
  await points
    .getByRole("radio", { name: /Helsinki/ })
    .first()
    .waitFor();
  const search = points.getByLabel("Find a place near");
  expect(await search.inputValue()).toBe("00100");
  await search.fill("33100");
  // Enter looks there; it does not order.
  await search.press("Enter");
  const nearest = points.getByRole("radio", { name: /Tampere/ }).first();
  await nearest.waitFor();
  expect(await nearest.isChecked()).toBe(true);
  await nearest.focus();
  await page.keyboard.press("ArrowDown");
  const second = points.getByRole("radio").nth(1);
  expect(await second.isChecked()).toBe(true);
  const name =
    (await second.evaluate((radio) => radio.closest("label")?.querySelector("span span")?.textContent)) ?? "";
  expect(await findProblems(page)).toEqual([]);
  await page.getByRole("radio", { name: "Invoice" }).check();
  await page.getByRole("button", { name: /^Order for €/ }).click();
  await expectHeadline(page, "Ordered");
  await page.getByRole("region", { name: "Pick it up at" }).getByText(name).waitFor();
});

test("staff buys a label: the order is shipped, and the label is a PDF", async () => {
  const browser = await launchChromium();
  const page = await openAdmin(browser, "/admin/orders?status=paid");
  // The seed leaves paid orders; the last one is another test's.
  await page.locator("tbody [data-row]").nth(-2).click();
  await page.getByRole("button", { name: "Buy label" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Service").locator("option:checked").waitFor({ state: "attached" });
  await dialog.getByLabel("Weight in kg").fill("1,25");
  expect(await findProblems(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Buy label" }).click();
  const shipments = page.getByRole("region", { name: "Shipments" });
  const print = shipments.getByRole("link", { name: "Print label" });
  await print.waitFor();
  await shipments.getByText("1.25 kg").waitFor();
  const label = await page.request.get(shop.webUrl + ((await print.getAttribute("href")) ?? ""));
  expect([label.status(), label.headers()["content-type"], (await label.body()).subarray(0, 5).toString()]).toEqual([
    200,
    "application/pdf",
    "%PDF-",
  ]);
  await page.getByRole("region", { name: "Timeline" }).getByText("Label bought", { exact: true }).waitFor();
  // The sandbox moves it on by itself, and the page hears of it.
  await shipments.getByRole("list", { name: "Tracking" }).getByText("With the carrier").waitFor({ timeout: 30_000 });
  expect(await findProblems(page)).toEqual([]);
  await page.goto(`${shop.webUrl}/admin/channels/carriers`);
  await page.getByRole("region", { name: "Carriers" }).getByText("Connected").first().waitFor();
  expect(await findProblems(page)).toEqual([]);
  await browser.close();
});
