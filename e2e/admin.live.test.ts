import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { findStocked, openAdmin, placeOrder } from "./admin-visit.ts";
import { launchChromium } from "./chromium.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

test("a new order slides into the list within a second, without a reload", async () => {
  const { variant } = await findStocked("plants");
  const page = await openAdmin(browser, "/admin/orders");
  await page.mouse.move(5, 5);
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  const waits: number[] = [];
  for (let order = 0; order < 3; order++) {
    const { number } = await placeOrder(variant.sku, 1);
    const answeredAt = performance.now();
    await page.getByRole("link", { name: number, exact: true }).waitFor();
    waits.push(performance.now() - answeredAt);
  }
  // The one in the middle: a busy machine may hold up one of them.
  expect(waits.toSorted((a, b) => a - b)[1]).toBeLessThan(1000);
  expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);
  await page.context().close();
});

test("rows do not move under the pointer: a new order waits and is counted", async () => {
  const { variant } = await findStocked("plants");
  const page = await openAdmin(browser, "/admin/orders");
  const first = page.locator("tbody [data-row]").first();
  const before = await first.textContent();
  await first.hover();
  const { number } = await placeOrder(variant.sku, 1);
  const waiting = page.getByRole("button", { name: "1 new order" });
  await waiting.waitFor();
  expect(await first.textContent()).toBe(before);
  await waiting.click();
  await page.getByRole("link", { name: number, exact: true }).waitFor();
  expect(await first.textContent()).toBe(number);
  await page.context().close();
});

test("a day's work needs no mouse: j, k, Enter, Escape, /, ?, Ctrl-K", async () => {
  const page = await openAdmin(browser, "/admin/orders");
  await page.waitForLoadState("networkidle");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  const number = await page.evaluate(() => document.activeElement?.textContent);
  expect(number).toBe(await page.locator("tbody [data-row]").first().textContent());
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: number ?? "", exact: true }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: "Orders" }).waitFor();
  await page.keyboard.press("?");
  await page.getByRole("heading", { name: "Keys" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("/");
  expect(await page.evaluate(() => document.activeElement?.hasAttribute("data-search"))).toBe(true);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("jobs");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Jobs" }).waitFor();
  await page.context().close();
});
