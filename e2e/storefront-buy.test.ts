import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { fillAddress, openShop, expectHeadline, phone, takeToCheckout, type Shop } from "./harness.ts";
import { makeAccount } from "./make-account.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const payOnHostedPage = async (page: Page, outcome?: string) => {
  await page.waitForURL(`${shop.sandboxUrl}/**`);
  if (outcome !== undefined) await page.getByText(outcome, { exact: true }).click();
  await page.getByRole("button", { name: /^Pay €/ }).click();
};

describe("buying", () => {
  test("the drawer opens with the thing in it before the server has answered, and counts", async () => {
    const page = await shop.visit(phone);
    await page.goto("/products/dipped-stoneware-mug");
    await page.waitForLoadState("networkidle");
    await page.route("**/api/trpc/cart.**", async (route) => {
      await page.getByRole("dialog").getByRole("link", { name: "Dipped stoneware mug" }).waitFor();
      await route.continue();
    });
    await page.getByRole("button", { name: "Add to cart" }).click();
    const drawer = page.getByRole("dialog");
    await drawer.getByRole("button", { name: "One more" }).click();
    await drawer.getByText("€49.00").first().waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByRole("link", { name: "Cart, 2 items" }).count()).toBe(1);
  });

  test("by card as a guest: pay on the hosted page, watch the order become paid, shipped and delivered", async () => {
    const page = await shop.visit();
    await takeToCheckout(page, "/products/dipped-stoneware-mug");
    await fillAddress(page, "aino@example.com");
    await page.getByRole("button", { name: "Pay €29.40" }).click();
    await payOnHostedPage(page);
    await page.waitForURL("**/orders/**");
    await expectHeadline(page, "Paid");
    await expectHeadline(page, "On its way");
    await expectHeadline(page, "Delivered");
    await page.getByText("Tracking number").waitFor();
    await page.getByRole("link", { name: "Cart", exact: true }).waitFor();
  });

  test("who leaves the payment page was not charged, is told so, and can pay later", async () => {
    const page = await shop.visit();
    await takeToCheckout(page, "/products/round-teapot");
    await fillAddress(page, "aino@example.com");
    await page.getByRole("button", { name: /^Pay €/ }).click();
    await page.getByRole("button", { name: /without paying/ }).click();
    await page.waitForURL("**/orders/**");
    await page.getByText("You were not charged.").first().waitFor();
    await page.getByText(/Put aside for another 1\d:\d\d/).waitFor();
    await page.getByRole("button", { name: /^Pay €/ }).click();
    await payOnHostedPage(page);
    await page.waitForURL("**/orders/**");
    await expectHeadline(page, "Paid");
  });

  test("a double press makes one order, by invoice", async () => {
    const page = await shop.visit();
    await takeToCheckout(page, "/products/paper-scissors");
    await fillAddress(page, "aino@example.com");
    await page.getByRole("radio", { name: "Invoice" }).check();
    const pays: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("checkout.pay")) pays.push(request.url());
    });
    await page.getByRole("button", { name: /^Order for €/ }).dblclick();
    await page.waitForURL("**/orders/**");
    await expectHeadline(page, "Ordered");
    expect(pays).toHaveLength(1);
  });

  test("errors stand by the field, and the first one has the focus", async () => {
    const page = await shop.visit(phone);
    await takeToCheckout(page, "/products/paper-scissors");
    await page.getByLabel("Postal code", { exact: true }).fill("123");
    await page.getByRole("button", { name: /^Pay €/ }).click();
    const email = page.getByLabel("E-mail", { exact: true });
    expect(await email.evaluate((node) => node === document.activeElement)).toBe(true);
    await page.getByText("A postal code in Finland looks like 00100.").waitFor();
    expect(await email.getAttribute("aria-invalid")).toBe("true");
  });
});

describe("an account", () => {
  test("is made, keeps the order that is placed with it, is called as one likes, and can be left", async () => {
    const page = await shop.visit();
    const email = `aino.buys.${Date.now()}@example.com`;
    await makeAccount(page, { name: "Aino Laine", email, password: "a long enough password" });
    await page.getByText("No orders yet").waitFor();
    await takeToCheckout(page, "/products/paper-scissors");
    await page.getByText("Signed in as").waitFor();
    await fillAddress(page, null);
    await page.getByRole("radio", { name: "Invoice" }).check();
    await page.getByRole("button", { name: /^Order for €/ }).click();
    await expectHeadline(page, "Ordered");
    await page.goto("/account");
    expect(await page.getByRole("link", { name: /^No\. \d+/ }).count()).toBe(1);
    await page.waitForLoadState("networkidle");
    await page.getByLabel("Name").fill("Aino Kaarina Laine");
    await page.getByLabel("Phone").fill("12");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Write a number that can be rung up").waitFor();
    await page.getByLabel("Phone").fill("040 123 4567");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Aino Kaarina Laine,").waitFor();
    expect(await page.getByLabel("Phone").inputValue()).toBe("+358401234567");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(`${shop.webUrl}/`);
    await page.goto("/account");
    await page.waitForURL("**/sign-in?next=/account");
  });

  test("is not opened by a wrong password", async () => {
    const page = await shop.visit();
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(shop.customer.email);
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect.poll(() => page.getByText("E-mail or password is wrong.").count()).toBe(1);
  });
});
