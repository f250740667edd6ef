import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { launchChromium } from "./chromium.ts";
import { readInstance } from "./instance.ts";
import { checkOut, chooseProduct, payOnHostedPage, readOrderNumber } from "./shop-by-hand.ts";
import { openAsAdmin } from "./sign-in.ts";

const instance = readInstance();
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

test("a guest buys by card, watches the parcel arrive without reloading, and the admin sees the order with its timeline", async () => {
  const shopper = await browser.newPage();
  const title = await chooseProduct(shopper, instance);
  await checkOut(shopper, "Card");
  await payOnHostedPage(shopper, instance);
  const number = await readOrderNumber(shopper);
  await expectLiveStates(shopper, ["Paid", "On its way", "Delivered"]);
  await shopper.close();

  const admin = await browser.newPage();
  await openAsAdmin(admin, instance, "/admin/orders");
  const row = admin.getByRole("row").filter({ hasText: number });
  await row.getByRole("link", { name: number }).click();
  await admin.waitForURL("**/admin/orders/*");
  await admin.getByText(title).first().waitFor();
  const timeline = admin.getByRole("region", { name: "Timeline" });
  await timeline.getByText("Delivered").first().waitFor();
  const told = await timeline.getByRole("listitem").allInnerTexts();
  expect(told.join("\n")).toMatch(/delivered[^]*shipped[^]*paid[^]*placed/i);
  await admin.close();
});

async function expectLiveStates(page: Page, titles: readonly string[]): Promise<void> {
  let loads = 0;
  page.on("load", () => (loads += 1));
  for (const name of titles) await page.getByRole("heading", { level: 1, name }).waitFor();
  expect(loads).toBe(0);
}
