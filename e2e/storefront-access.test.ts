import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { findProblems } from "./find-problems.ts";
import { desktop, fillAddress, openShop, expectHeadline, phone, takeToCheckout, type Shop } from "./harness.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const places = [
  "/",
  "/collections/kitchen",
  "/collections/all?inStock=1&maxPrice=40",
  "/search?q=lamp",
  "/search?q=zzzzqqq",
  "/products/enamel-dome-pendant",
  "/sign-in",
  "/register",
  "/forgot",
  "/reset",
  "/verify?for=register",
  "/verify",
  "/cart",
  "/nowhere",
];

describe.each([
  ["a phone, light", { ...phone, colorScheme: "light" }],
  ["a desktop, dark", { ...desktop, colorScheme: "dark" }],
] as const)("on %s axe finds nothing", (_name, options) => {
  test.each(places)("on %s, and nothing is wider than the screen", async (path) => {
    const page = await shop.visit(options);
    await page.goto(path);
    expect(await findProblems(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  test("in the drawer, the checkout with its errors, and on the order page", async () => {
    const page = await shop.visit(options);
    await page.goto("/products/paper-scissors");
    await page.getByRole("button", { name: "Add to cart" }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Remove/, disabled: false })
      .waitFor();
    expect(await findProblems(page)).toEqual([]);
    await takeToCheckout(page, "/products/paper-scissors");
    await page.getByRole("button", { name: /^Pay €/ }).click();
    expect(await findProblems(page)).toEqual([]);
    await fillAddress(page, "aino@example.com");
    await page.getByRole("radio", { name: "Invoice" }).check();
    await page.getByRole("button", { name: /^Order for €/ }).click();
    await expectHeadline(page, "Ordered");
    expect(await findProblems(page)).toEqual([]);
  });
});

test("the keyboard alone reaches the content, opens the cart, and comes back to where it was", async () => {
  const page = await shop.visit();
  await page.goto("/");
  await page.waitForLoadState("networkidle");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to content");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
  const cart = page.getByRole("link", { name: "Cart" });
  await cart.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => cart.evaluate((node) => node === document.activeElement)).toBe(true);
});
