import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { openAdmin, signInAs } from "./admin-visit.ts";
import { launchChromium } from "./chromium.ts";
import { findProblems } from "./find-problems.ts";
import { readInstance } from "./instance.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

test("who is not signed in is led to the sign-in and back to where they wanted to go", async () => {
  const page = await browser.newPage();
  await page.goto(`${readInstance().webUrl}/admin/orders?status=paid`);
  await page.waitForURL(/\/admin\/sign-in\?next=%2Fadmin%2Forders%3Fstatus%3Dpaid/);
  expect(await page.getByRole("navigation").count()).toBe(0);
  await page.close();
});

test("a wrong password is refused without saying whether the account exists", async () => {
  const page = await browser.newPage();
  await signInAs(page, { email: readInstance().admin.email, password: "not the password" });
  await page.getByText("E-mail or password is wrong.").waitFor();
  expect(page.url()).toContain("/admin/sign-in");
  await page.close();
});

test("a customer's account is told that it has no access, and sees nothing", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signInAs(page, readInstance().customer);
  await page.getByText("This account has no access").waitFor();
  await page.goto(`${readInstance().webUrl}/admin/orders`);
  await page.waitForURL(/\/admin\/sign-in/);
  expect(await page.getByRole("table").count()).toBe(0);
  await context.close();
});

const paths = [
  "/admin",
  "/admin/orders",
  "/admin/orders?status=paid&q=nobody",
  "/admin/products",
  "/admin/products/new",
  "/admin/callbacks",
  "/admin/webhooks",
  "/admin/webhooks?state=failed&q=nothing",
  "/admin/channels/shopify",
  "/admin/jobs",
  "/admin/jobs/list",
  "/admin/jobs/list?state=done",
  "/admin/jobs/dead-letters",
  "/admin/jobs/schedules",
];

test.each(["light", "dark"] as const)("axe finds nothing on any page (%s)", async (colorScheme) => {
  const page = await openAdmin(browser);
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  for (const path of [
    ...paths,
    await firstRow(page, "/admin/orders"),
    await firstRow(page, "/admin/products"),
    await firstRow(page, "/admin/jobs/list?state=done"),
  ]) {
    await page.goto(`${readInstance().webUrl}${path}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    const found = await findProblems(page, colorScheme === "dark" ? { only: "colours" } : {});
    expect({ path, found }).toEqual({ path, found: [] });
  }
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

async function firstRow(page: Page, list: string): Promise<string> {
  await page.goto(`${readInstance().webUrl}${list}`);
  return (await page.locator("tbody a[data-row]").first().getAttribute("href")) ?? "";
}
