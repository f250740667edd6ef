import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { callRest, findPlentiful, orderThrough } from "./call-rest.ts";
import { launchChromium } from "./chromium.ts";
import { readInstance } from "./instance.ts";
import { checkOut, chooseProduct } from "./shop-by-hand.ts";
import { openAsAdmin } from "./sign-in.ts";
import { type SecondWeb, startSecondWeb } from "./start-second-web.ts";

const promisedMs = 1_000;
const instance = readInstance();
let browser: Browser;
let second: SecondWeb;

beforeAll(async () => {
  [browser, second] = await Promise.all([launchChromium(), startSecondWeb()]);
});

afterAll(async () => {
  await browser.close();
  await second.stop();
});

test("an order placed through one web process is on the other's admin list within a second", async () => {
  const sku = await findPlentiful(instance, 10);
  const place = () => orderThrough(second, { sku, email: "live@example.com", paymentMethod: "invoice" });
  const page = await browser.newPage();
  await openAsAdmin(page, instance, "/admin/orders");
  await page.getByRole("complementary", { name: "Admin" }).getByText("Live", { exact: true }).waitFor();
  // Rows stay where they are while the pointer is among them.
  await page.mouse.move(0, 0);
  // The first one warms both processes up; the second is measured.
  await page.getByRole("link", { name: (await place()).number }).waitFor();
  const { number } = await place();
  expect(await msUntil(page.getByRole("link", { name: number }))).toBeLessThan(promisedMs);
  await page.close();
});

test("an order paid through one web process is paid on the shopper's page of the other within a second", async () => {
  const page = await browser.newPage();
  await chooseProduct(page, instance);
  await checkOut(page, "Invoice");
  await page.waitForURL("**/orders/*");
  await page.getByRole("heading", { level: 1, name: "Ordered" }).waitFor();
  await page.waitForLoadState("networkidle");
  const [, orderId = ""] = /\/orders\/([\w-]+)/.exec(page.url()) ?? [];
  await callRest(second, { method: "POST", path: `/orders/${orderId}/mark-paid`, shape: z.unknown(), body: {} });
  expect(await msUntil(page.getByRole("heading", { level: 1, name: "Paid" }))).toBeLessThan(promisedMs);
  await page.close();
});

async function msUntil(locator: Locator): Promise<number> {
  const startedAt = performance.now();
  await locator.waitFor();
  return performance.now() - startedAt;
}
