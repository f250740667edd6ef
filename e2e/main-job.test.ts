import { type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { launchChromium } from "./chromium.ts";
import { readInstance } from "./instance.ts";
import { openAsAdmin } from "./sign-in.ts";

const instance = readInstance();
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

test("a guest buys by card, watches the parcel arrive without reloading, and the admin sees the order with its timeline", async () => {
  const shopper = await browser.newPage();
  const title = await chooseProduct(shopper);
  await checkOut(shopper);
  const number = await payOnHostedPage(shopper);
  await expectLiveStates(shopper, ["Paid", "On its way", "Delivered"]);
  await shopper.close();

  const admin = await (await browser.newContext()).newPage();
  await openAsAdmin(admin, instance, "/admin/orders");
  const row = admin.getByRole("row").filter({ hasText: number });
  await row.getByRole("link", { name: number }).click();
  await admin.waitForURL("**/admin/orders/*");
  await admin.getByText(title).first().waitFor();
  const timeline = admin.getByRole("region", { name: "Timeline" });
  await timeline.getByText("Delivered").first().waitFor();
  const told = await timeline.getByRole("listitem").allInnerTexts();
  expect(told.join("\n")).toMatch(/delivered[^]*shipped[^]*paid[^]*placed/i);
  await admin.context().close();
});

/** From the front page through a collection to a product, and into the cart. Answers the product's name. */
async function chooseProduct(page: Page): Promise<string> {
  await page.goto(instance.webUrl);
  await page.getByRole("region", { name: "Collections" }).getByRole("link", { name: "Kitchen" }).click();
  await page.getByRole("heading", { level: 1, name: "Kitchen" }).waitFor();
  await page.getByRole("checkbox", { name: /In stock/ }).check();
  await page.waitForURL("**inStock=**");
  const link = page.getByRole("article").getByRole("link").first();
  const title = await link.innerText();
  await link.click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await page.getByRole("button", { name: "Add to cart" }).click();
  await page.getByRole("dialog").getByRole("link", { name: "Check out" }).click();
  await page.waitForURL("**/checkout");
  return title;
}

async function checkOut(page: Page): Promise<void> {
  const answers = {
    "E-mail": "guest@example.com",
    Name: "Gunnar Guest",
    "Street and number": "Fleminginkatu 1",
    "Postal code": "00530",
    Town: "Helsinki",
    Phone: "+358401234567",
  };
  for (const [name, value] of Object.entries(answers)) await page.getByRole("textbox", { name }).fill(value);
  await page.getByRole("radio", { name: /^Card/ }).check();
  await page.getByRole("button", { name: /^Pay / }).click();
  await page.waitForURL(`${instance.sandboxUrl}/pay/**`);
}

/** Pays and comes back to the shop. Answers the order's number. */
async function payOnHostedPage(page: Page): Promise<string> {
  await page.getByRole("button", { name: /^Pay / }).click();
  await page.waitForURL(`${instance.webUrl}/orders/**`);
  const told = await page.getByText(/^Order \d+/).innerText();
  return /\d+/.exec(told)?.[0] ?? "";
}

async function expectLiveStates(page: Page, titles: readonly string[]): Promise<void> {
  let loads = 0;
  page.on("load", () => (loads += 1));
  for (const name of titles) await page.getByRole("heading", { level: 1, name }).waitFor();
  expect(loads).toBe(0);
}
